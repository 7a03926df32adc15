import ChartColumn from "lucide-solid/icons/chart-column";
import { useOrganization } from "~/modules/organizations/organization.context";
import { EmptyState } from "~/ui/empty-state";

/** For an agent who has no number: why there is nothing, and who can change that. */
export function NoNumbers() {
  const { organization } = useOrganization();
  return (
    <EmptyState icon={ChartColumn} title="No number is assigned to you yet">
      You see the figures of the phone numbers that are assigned to you. Ask a manager or an administrator of{" "}
      {organization().name} to assign you one on the Numbers page; the figures appear here at once.
    </EmptyState>
  );
}

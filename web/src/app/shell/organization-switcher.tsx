import { useIsRouting, useLocation, useNavigate } from "@solidjs/router";
import { keepPreviousData } from "@tanstack/solid-query";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import Plus from "lucide-solid/icons/plus";
import { createEffect, createMemo, createSignal } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useOrganizations } from "~/modules/organizations/organizations.context";
import { roleLabels } from "~/modules/organizations/organizations.models";
import { searchOrganizationsOptions } from "~/modules/organizations/organizations.queries";
import { Avatar } from "~/ui/avatar";
import { Picker } from "~/ui/picker";
import { Popover } from "~/ui/popover";

/** Shows the current org and switches to another: one's own, or any for a platform admin. */
export function OrganizationSwitcher() {
  const navigate = useNavigate();
  const location = useLocation();
  const isRouting = useIsRouting();
  const { organization, role } = useOrganization();
  const { memberships, isPlatformAdmin, choose } = useOrganizations();
  const [isOpen, setIsOpen] = createSignal(false);
  const [searched, setSearched] = createSignal("");
  const [isLeaving, setIsLeaving] = createSignal(false);

  // What the address asks for, such as a number, is of the org that is left. A page on its way is waited for, since
  // going anywhere else would call it off.
  createEffect(() => {
    if (!isLeaving() || isRouting()) return;
    setIsLeaving(false);
    navigate(location.pathname, { replace: true });
  });

  const found = useQuery(() => ({
    ...searchOrganizationsOptions(searched()),
    enabled: isPlatformAdmin() && isOpen(),
    placeholderData: keepPreviousData,
  }));
  const options = createMemo(() => {
    const own = memberships().map((membership) => ({
      id: membership.organization.slug,
      label: membership.organization.name,
      description: roleLabels[membership.role],
      isChosen: membership.organization.id === organization().id,
    }));
    const offered =
      !isPlatformAdmin() || found.isPending || !found.data
        ? own
        : found.data.map((candidate) => ({
            id: candidate.slug,
            label: candidate.name,
            description: own.find(({ id }) => id === candidate.slug)?.description ?? candidate.slug,
            isChosen: candidate.id === organization().id,
          }));
    // Until the next answer comes, those of the one before that don't fit must not be picked by Enter.
    const wanted = searched().toLowerCase();
    return offered.filter(({ label }) => label.toLowerCase().includes(wanted));
  });

  return (
    <Popover
      label="Switch organization"
      triggerLabel="Organization:"
      isOpen={isOpen()}
      onOpenChange={(open) => {
        setSearched("");
        setIsOpen(open);
      }}
      triggerClass="flex min-w-0 flex-1 items-center gap-2.5 rounded-lg p-1.5 text-left transition-colors hover:bg-hover lg:flex-none"
      trigger={
        <>
          <Avatar name={organization().name} shape="organization" />
          <span class="min-w-0 flex-1 leading-tight">
            <span class="block truncate font-semibold">{organization().name}</span>
            <span class="block truncate text-ink-faint text-xs">
              {isPlatformAdmin() ? "Platform admin" : roleLabels[role()]}
            </span>
          </span>
          <ChevronsUpDown class="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
        </>
      }
    >
      <Picker
        label="Find an organization"
        options={options()}
        empty={isPlatformAdmin() && found.isFetching ? "Searching…" : "No organization of this name."}
        leading={(option) => <Avatar name={option.label} shape="organization" class="size-7!" />}
        {...(isPlatformAdmin() ? { onSearch: setSearched } : {})}
        onPick={(slug) => {
          setIsOpen(false);
          if (slug === organization().slug) return;
          setIsLeaving(true);
          choose(slug);
        }}
      />
      <div class="border-line border-t p-1.5">
        <button
          type="button"
          class="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-ink-muted hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
          onClick={() => {
            setIsOpen(false);
            navigate("/onboarding");
          }}
        >
          <Plus class="size-4" aria-hidden="true" />
          New organization
        </button>
      </div>
    </Popover>
  );
}

import { describe } from "~/lib/problem";
import { Button } from "./button";
import { Notice } from "./notice";

interface OutdatedNoticeProps {
  query: { readonly isFetching: boolean; readonly error: unknown; refetch(): unknown };
}

/** Says that what is shown could not be renewed. */
export function OutdatedNotice(props: OutdatedNoticeProps) {
  return (
    <Notice
      tone="caution"
      title="This may be out of date."
      action={
        <Button size="small" isBusy={props.query.isFetching} onClick={() => props.query.refetch()}>
          Try again
        </Button>
      }
    >
      {describe(props.query.error).message} {describe(props.query.error).hint}
    </Notice>
  );
}

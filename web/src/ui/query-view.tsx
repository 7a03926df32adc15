import { type JSX, Match, Show, Switch } from "solid-js";
import { ErrorState } from "./error-state";
import { OutdatedNotice } from "./outdated-notice";

interface ViewedQuery<Data> {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly isFetching: boolean;
  readonly error: unknown;
  readonly data: Data | undefined;
  refetch(): unknown;
}

interface QueryViewProps<Data> {
  query: ViewedQuery<Data>;
  loading: JSX.Element;
  children: (data: () => Data) => JSX.Element;
}

/** The states of a query: loading, failed, shown, and shown though its renewal failed. */
export function QueryView<Data>(props: QueryViewProps<Data>) {
  return (
    <Switch
      fallback={
        <ErrorState
          error={props.query.error}
          isRetrying={props.query.isFetching}
          onRetry={() => props.query.refetch()}
        />
      }
    >
      {/* Pending is asked first: reading the data of a pending query would suspend the whole page. */}
      <Match when={props.query.isPending}>{props.loading}</Match>
      <Match when={props.query.data}>
        {(data) => (
          <>
            <Show when={props.query.isError}>
              <OutdatedNotice query={props.query} />
            </Show>
            {props.children(data)}
          </>
        )}
      </Match>
    </Switch>
  );
}

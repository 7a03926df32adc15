import { type JSX, Match, Show, Switch } from "solid-js";
import { describe } from "~/lib/problem";
import { Button } from "./button";
import { ErrorState } from "./error-state";
import { Notice } from "./notice";

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
  const retryButton = () => (
    <Button size="small" isBusy={props.query.isFetching} onClick={() => props.query.refetch()}>
      Try again
    </Button>
  );
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
              <Notice tone="caution" title="This may be out of date." action={retryButton()}>
                {describe(props.query.error).message} {describe(props.query.error).hint}
              </Notice>
            </Show>
            {props.children(data)}
          </>
        )}
      </Match>
    </Switch>
  );
}

import {
  children,
  createEffect,
  createMemo,
  createRenderEffect,
  createSignal,
  type JSX,
  mapArray,
  on,
  onCleanup,
  onMount,
} from "solid-js";
import { offsetsOf, piecesOf, rowsBetween } from "~/lib/virtual-list";
import { createIsPrinting } from "./is-printing";

/** What a row must carry, so that its height and its place are known. */
export interface VirtualRowAttributes {
  ref: (row: HTMLTableRowElement) => void;
  "data-row": string;
  "aria-rowindex": number;
}

interface VirtualRowsProps {
  /** One for each row of the whole list, in order; a row keeps its element as long as its key is there. */
  keys: string[];
  /** Rows of a kind are about as high as each other. */
  kindOf: (key: string) => string;
  columnCount: number;
  children: (key: string, attributes: VirtualRowAttributes) => JSX.Element;
}

/** How far beyond the window rows are kept ready, for fast scrolling and the Tab key. */
const overscanPx = 800;
/** A row that can't have the focus, such as a heading, may lie between two that can. */
const reachOfTab = 2;
/** The height of a row while none of its kind has been seen. */
const firstGuessPx = 48;

/**
 * The body of a long table: only the rows in and near the window exist, with gaps in place of the others. On paper all
 * of them do. When rows come or go above the window, what is in it stays where it is.
 */
export function VirtualRows(props: VirtualRowsProps) {
  let body: HTMLTableSectionElement | undefined;
  const isPrinting = createIsPrinting();
  const heights = new Map<string, number>();
  const heightsOfKinds = new Map<string, number>();
  const [measured, setMeasured] = createSignal(0);
  const [edges, setEdges] = createSignal({ topPx: 0, bottomPx: window.innerHeight });
  const [focusedKey, setFocusedKey] = createSignal<string>();

  const heightOf = (key: string) => heights.get(key) ?? heightsOfKinds.get(props.kindOf(key)) ?? firstGuessPx;
  const indexes = createMemo(() => new Map(props.keys.map((key, index) => [key, index])));
  const offsets = createMemo(() => {
    measured();
    return offsetsOf(props.keys.map(heightOf));
  });
  const shown = createMemo(
    () =>
      isPrinting()
        ? { from: 0, to: props.keys.length }
        : rowsBetween(offsets(), edges().topPx - overscanPx, edges().bottomPx + overscanPx),
    undefined,
    { equals: (one, other) => one.from === other.from && one.to === other.to },
  );
  // The row with the focus stays, and so do those that the Tab key goes to from it, wherever the list is scrolled.
  const kept = createMemo(() => {
    const index = indexes().get(focusedKey() ?? "");
    return index === undefined ? [] : [{ from: index - reachOfTab, to: index + reachOfTab + 1 }];
  });
  const pieces = createMemo(() => piecesOf(offsets(), [shown(), ...kept()]));
  const gaps = createMemo(() => pieces().flatMap((piece) => (piece.kind === "gap" ? [piece.heightPx] : [])));
  // Gaps are known by their number, so that they too keep their element.
  const shownKeys = createMemo(() => {
    let gapCount = 0;
    return pieces().map((piece) =>
      piece.kind === "row" ? (props.keys[piece.index] ?? "") : `gap ${gapCount++}`,
    );
  });

  /** The row at the upper edge of the window and where it stands there, once the list begins above the window. */
  let anchor: { key: string; topPx: number } | undefined;

  function look() {
    if (!body || isPrinting()) return;
    const topPx = body.getBoundingClientRect().top;
    setEdges({ topPx: -topPx, bottomPx: window.innerHeight - topPx });
    const { from } = rowsBetween(offsets(), -topPx, window.innerHeight - topPx);
    const key = props.keys[from];
    anchor = topPx < 0 && key !== undefined ? { key, topPx: topPx + (offsets()[from] ?? 0) } : undefined;
  }

  function keepPlace() {
    const index = anchor && indexes().get(anchor.key);
    if (body && anchor && index !== undefined && !isPrinting()) {
      const movedPx = body.getBoundingClientRect().top + (offsets()[index] ?? 0) - anchor.topPx;
      if (Math.abs(movedPx) >= 1) window.scrollBy({ top: movedPx, behavior: "instant" });
    }
    look();
  }

  function measure() {
    if (!body || isPrinting()) return;
    let hasChanged = false;
    for (const row of body.rows) {
      const key = row.dataset.row;
      const heightPx = row.getBoundingClientRect().height;
      if (key === undefined) continue;
      hasChanged ||= heightOf(key) !== heightPx;
      heights.set(key, heightPx);
      const kind = props.kindOf(key);
      if (!heightsOfKinds.has(kind)) heightsOfKinds.set(kind, heightPx);
    }
    if (hasChanged) setMeasured((count) => count + 1);
  }

  /** In a window of another width every row may be of another height, also those that are not there to be measured. */
  function measureAnew() {
    heights.clear();
    heightsOfKinds.clear();
    measure();
    look();
  }

  // In the next frame, since rows must not be added while the browser tells of their heights.
  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(measure);
  });

  onMount(() => {
    look();
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", measureAnew);
  });
  createEffect(on(offsets, keepPlace, { defer: true }));
  onCleanup(() => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    window.removeEventListener("scroll", look);
    window.removeEventListener("resize", measureAnew);
  });

  const attributesOf = (key: string): VirtualRowAttributes => ({
    ref: (row) => {
      observer.observe(row);
      onCleanup(() => observer.unobserve(row));
    },
    "data-row": key,
    // The head is the first row.
    get "aria-rowindex"() {
      return (indexes().get(key) ?? 0) + 2;
    },
  });
  const rows = mapArray(shownKeys, (key) =>
    children(() =>
      key.startsWith("gap ") ? (
        <GapRow heightPx={gaps()[Number(key.slice(4))] ?? 0} columnCount={props.columnCount} />
      ) : (
        props.children(key, attributesOf(key))
      ),
    ),
  );
  onMount(() => {
    createRenderEffect(() => {
      const nodes = rows().flatMap((row) => row.toArray());
      if (body)
        place(
          body,
          nodes.filter((node) => node instanceof Node),
        );
    });
  });
  return (
    <tbody
      ref={body}
      class="compact:block"
      onFocusIn={(event) => setFocusedKey(event.target.closest<HTMLElement>("[data-row]")?.dataset.row)}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        const isWithin = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isWithin) setFocusedKey(undefined);
      }}
    />
  );
}

function GapRow(props: { heightPx: number; columnCount: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row can't be focused.
    <tr aria-hidden="true" class="compact:block">
      <td colSpan={props.columnCount} class="p-0 compact:block" style={{ height: `${props.heightPx}px` }} />
    </tr>
  );
}

/** Makes rows the content of a body by taking out and putting in: what stays isn't touched, so it keeps the focus. */
function place(body: HTMLElement, rows: Node[]) {
  const wanted = new Set(rows);
  for (const present of [...body.childNodes]) if (!wanted.has(present)) present.remove();
  let next = body.firstChild;
  for (const row of rows) {
    if (row === next) next = next.nextSibling;
    else body.insertBefore(row, next);
  }
}

/** After this long a page has its rows, and the network is free for what may be needed next. */
const settledMs = 3000;

/** Does something that can wait until the app has started. Returns how to call it off. */
export function whenSettled(run: () => void): () => void {
  const timer = setTimeout(run, settledMs);
  return () => clearTimeout(timer);
}

import { createSignal } from "solid-js";
import { readStored, writeStored } from "./stored";

export type Theme = "system" | "light" | "dark";

/** public/theme.js reads the same key before the first paint. */
const storageKey = "victorysync.theme";

export function parseTheme(text: string | null): Theme {
  return text === "light" || text === "dark" ? text : "system";
}

const [theme, setTheme] = createSignal(parseTheme(readStored(storageKey)));

export { theme };

export function chooseTheme(chosen: Theme) {
  setTheme(chosen);
  if (chosen === "system") {
    writeStored(storageKey, null);
    delete document.documentElement.dataset.theme;
  } else {
    writeStored(storageKey, chosen);
    document.documentElement.dataset.theme = chosen;
  }
}

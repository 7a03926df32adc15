/** What this browser remembered under a key; nothing where it may not remember. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage can be forbidden as a whole. What is kept in it is convenience: the app goes on without.
    return null;
  }
}

/** Makes this browser remember a text, or forget it, where it may. */
export function writeStored(key: string, text: string | null) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch (error) {
    console.warn("This browser keeps no settings.", error);
  }
}

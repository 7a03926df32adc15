import type { Rolldown } from "vite";

type Importers = (id: string) => readonly string[];
type IsNeeded = (id: string, importersOf: Importers) => boolean;

/** Whether a page can't be run without a module: through static imports, however many. */
function neededBy(page: string): IsNeeded {
  const known = new Map<string, boolean>();
  const isNeeded: IsNeeded = (id, importersOf) => {
    const answer = known.get(id);
    if (answer !== undefined) return answer;
    // Modules may import each other.
    known.set(id, false);
    const needed = id.endsWith(page) || importersOf(id).some((importer) => isNeeded(importer, importersOf));
    known.set(id, needed);
    return needed;
  };
  return isNeeded;
}

/**
 * Puts what the first page shares with other pages into one file. Apart they would be some twenty, and asking for so
 * many takes a phone longer than reading them. What the others need, too, stays as it is: they are loaded by themselves.
 */
export function sharedByFirstPage(firstPage: string, others: readonly string[]): Rolldown.CodeSplittingGroup {
  const isInFirstPage = neededBy(firstPage);
  const isInOthers = others.map(neededBy);
  return {
    debugName: "shared",
    minShareCount: 2,
    includeDependenciesRecursively: false,
    name: (id, context) => {
      const importersOf: Importers = (module) => context.getModuleInfo(module)?.importers ?? [];
      const isShared =
        isInFirstPage(id, importersOf) && !isInOthers.some((isInOther) => isInOther(id, importersOf));
      return isShared ? "shared" : null;
    },
  };
}

/** The most JavaScript that a browser loads, in kilobytes as they travel (gzip, 1 KB = 1,024 bytes). */
export const budget = {
  /** Before the dashboard can be used: the app and that page. */
  firstKilobytes: 110,
  /** When anything else is opened, on top of the app: a page, an overlay, the player. */
  laterKilobytes: 45,
};

/** A file of the built client, as far as it matters here. */
export interface Chunk {
  fileName: string;
  /** The module that it was made for, if it is one that is loaded by itself. */
  entryModule: string | null;
  isApp: boolean;
  staticImports: string[];
  gzipBytes: number;
}

export interface Load {
  name: string;
  kilobytes: number;
  mostKilobytes: number;
  files: { fileName: string; kilobytes: number }[];
}

/** What is loaded first and with everything that can be opened later, the largest first. */
export function loadsOf(chunks: Chunk[], firstPage: string): Load[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const app = chunks.find(({ isApp }) => isApp);
  const page = chunks.find(({ entryModule }) => entryModule?.endsWith(firstPage));
  if (!app || !page) throw new Error(`The built client has no ${app ? firstPage : "entry"}.`);

  const withApp = closure([app], byName);
  const first = closure([app, page], byName);
  const later = chunks.flatMap((chunk) => {
    if (chunk.entryModule === null || chunk === app || chunk === page) return [];
    const added = [...closure([chunk], byName)].filter((file) => !withApp.has(file));
    return [load(chunk.fileName, added, budget.laterKilobytes)];
  });
  return [
    load("up to a usable dashboard", [...first], budget.firstKilobytes),
    ...later.sort((a, b) => b.kilobytes - a.kilobytes),
  ];
}

/** Chunks with all that they can't run without. */
function closure(start: Chunk[], byName: ReadonlyMap<string, Chunk>): Set<Chunk> {
  const found = new Set<Chunk>(start);
  for (const chunk of found) {
    for (const name of chunk.staticImports) {
      const imported = byName.get(name);
      if (imported) found.add(imported);
    }
  }
  return found;
}

function load(name: string, chunks: Chunk[], mostKilobytes: number): Load {
  const files = chunks
    .map(({ fileName, gzipBytes }) => ({ fileName, kilobytes: gzipBytes / 1024 }))
    .sort((a, b) => b.kilobytes - a.kilobytes);
  const kilobytes = files.reduce((sum, file) => sum + file.kilobytes, 0);
  return { name, kilobytes, mostKilobytes, files };
}

/** What to say of a load that exceeds its budget; undefined when it doesn't. */
export function excessOf({ name, kilobytes, mostKilobytes, files }: Load): string | undefined {
  if (kilobytes <= mostKilobytes) return undefined;
  const shown = files
    .slice(0, 8)
    .map((file) => `  ${file.kilobytes.toFixed(1).padStart(6)} KB  ${file.fileName}`);
  return [
    `JavaScript ${name}: ${kilobytes.toFixed(1)} KB gzip, more than the ${mostKilobytes} KB of web/budget/budget.ts.`,
    ...shown,
    "Load what is not needed at once with import(), or leave it out.",
  ].join("\n");
}

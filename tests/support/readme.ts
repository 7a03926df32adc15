import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../../supabase/local/paths.ts";

/** A README, taken apart into what it promises. */
export type Readme = {
  file: string;
  text: string;
  /** All that is set as code, inline or as a block. */
  code: string[];
  links: string[];
};

export const readmes: readonly Readme[] = ["README.md", "supabase/README.md", "web/README.md"].map(read);

function read(file: string): Readme {
  const text = readFileSync(join(repositoryRoot, file), "utf8");
  const blocks = [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].map(([, , block = ""]) => block);
  const prose = text.replaceAll(/^ *```\w*\n[\s\S]*?^ *```$/gm, "");
  const spans = [...prose.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span.replaceAll(/\s+/g, " "));
  const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
  return { file, text, code: [...blocks, ...spans], links };
}

/** Each match of a pattern's first group in anything that any README sets as code. */
export function named(pattern: RegExp): string[] {
  const found = readmes.flatMap(({ code }) =>
    code.flatMap((piece) => [...piece.matchAll(pattern)].map(([, name = ""]) => name)),
  );
  return [...new Set(found)].sort();
}

/** Whether a path in a README is there: beside it, or from the top. */
export function isThere(file: string, path: string): boolean {
  const plain = path.replace(/\*.*$/, "").replace(/<[^>]+>.*$/, "");
  return [dirname(file), "."].some((from) => existsSync(join(repositoryRoot, from, plain)));
}

/** How GitHub names the place of a heading. */
export function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

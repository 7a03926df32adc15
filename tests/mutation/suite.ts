import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import postgres from "postgres";
import { repositoryRoot } from "../../supabase/local/paths.ts";
import { findTestFiles } from "../../supabase/local/pgtap/find-files.ts";
import { problemsOf, readTap } from "../../supabase/local/pgtap/tap.ts";
import type { Mutant } from "./mutant.ts";

/** How a mutant fared: the test file that turned red, or none; or why the mutant itself could not be made. */
export type Verdict = { killedBy: string; first: string } | { survived: true } | { invalid: string };

/** A file's SQL in parts that can be judged one after the other; the last one ends the transaction. */
type TestFile = { name: string; parts: string[] };

/** The pgTAP files without their `begin;`, so that a mutant can be applied inside their transaction. */
export function readSuite(): TestFile[] {
  return findTestFiles([], join(repositoryRoot, "supabase/tests")).map((path) => {
    const text = readFileSync(path, "utf8");
    if (!/^begin;$/m.test(text))
      throw new Error(`${path} does not begin its transaction with a line "begin;".`);
    return {
      name: basename(path),
      parts: text.replace(/^begin;$/m, "").split(/^(?=select pg_temp\.check_)/m),
    };
  });
}

/** One database on which mutants are tried, one at a time. Each leaves no trace: it lives in the tests' transactions. */
export class Laboratory {
  readonly #sql: postgres.Sql;
  readonly #suite: TestFile[];

  constructor(databaseUrl: string, suite: TestFile[]) {
    this.#sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
    this.#suite = suite;
  }

  /** Installs pgTAP for good, which each test file would otherwise do anew: most of the time of a run. */
  async prepare(): Promise<void> {
    await this.#sql`create extension if not exists pgtap with schema extensions`;
  }

  /** What is red without any mutant: then no mutant can be judged. Two laboratories can share the files. */
  async problemsUnchanged(share: number, shares: number): Promise<string[]> {
    const problems: string[] = [];
    for (const file of this.#suite.filter((_, index) => index % shares === share)) {
      const red = await this.#firstProblem(file, "select 1");
      if (red !== undefined) problems.push(`${file.name}: ${red}`);
    }
    return problems;
  }

  async try(mutant: Mutant): Promise<Verdict> {
    for (const file of inOrderFor(mutant, this.#suite)) {
      try {
        const first = await this.#firstProblem(file, mutant.sql);
        if (first !== undefined) return { killedBy: file.name, first };
      } catch (error) {
        return { invalid: String(error) };
      }
    }
    return { survived: true };
  }

  end(): Promise<void> {
    return this.#sql.end();
  }

  /** Throws when the mutant itself is refused by the database. */
  async #firstProblem(file: TestFile, mutation: string): Promise<string | undefined> {
    await this.#sql
      .unsafe(`begin; ${mutation};`)
      .simple()
      .catch(async (error: unknown) => {
        await this.#sql.unsafe("rollback").simple();
        throw error;
      });
    try {
      return await this.#firstFailure(file);
    } catch (error) {
      return `the file stopped with an error: ${error}`;
    } finally {
      await this.#sql.unsafe("rollback").simple();
    }
  }

  async #firstFailure(file: TestFile): Promise<string | undefined> {
    const lines: string[] = [];
    for (const part of file.parts) {
      lines.push(...textLines(await this.#sql.unsafe(part).simple()));
      const failure = readTap(lines).failures[0];
      if (failure !== undefined) return [failure.name, ...failure.diagnostics].join("\n    ");
    }
    return problemsOf(readTap(lines))[0];
  }
}

const order: Record<Mutant["noticedBy"], RegExp[]> = {
  isolation: [/^020-/, /^010-/, /^030-/, /^/],
  catalog: [/^010-/, /^020-/, /^/],
  behaviour: [/^[12]\d\d-/, /^/],
};

function inOrderFor(mutant: Mutant, suite: TestFile[]): TestFile[] {
  const rank = (file: TestFile) => order[mutant.noticedBy].findIndex((pattern) => pattern.test(file.name));
  return suite.toSorted((a, b) => rank(a) - rank(b));
}

function textLines(results: unknown): string[] {
  if (Array.isArray(results)) return results.flatMap(textLines);
  if (typeof results === "object" && results !== null) return Object.values(results).flatMap(textLines);
  return typeof results === "string" ? results.split("\n") : [];
}

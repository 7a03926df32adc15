import type { Route } from "./exchange.ts";

/** A route that fits a path, and the parts of the path that it names. */
interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Finds the route for a path without regard to case, as the provider does. `wrong_method` means that the path exists.
 * The first pattern that fits wins, so fixed words come before `:parameters`.
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Match | "wrong_method" | "no_such_path" {
  let pathExists = false;
  for (const route of routes) {
    const params = matchPattern(route.pattern, path);
    if (params === undefined) continue;
    if (route.methods.includes(method)) return { route, params };
    pathExists = true;
  }
  return pathExists ? "wrong_method" : "no_such_path";
}

function matchPattern(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const given = decode(actual[index] ?? "");
    if (given === undefined) return undefined;
    if (part.startsWith(":")) {
      if (given === "") return undefined;
      params[part.slice(1)] = given;
    } else if (part.toLowerCase() !== given.toLowerCase()) {
      return undefined;
    }
  }
  return params;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

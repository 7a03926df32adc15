import { measureLoads } from "../../web/budget/measure.ts";
import { type Result, result } from "./measure.ts";

/** What a browser loads before the dashboard can be used, and the most that opening anything else adds. */
export async function benchBundle(): Promise<Result[]> {
  const [first, largest] = await measureLoads();
  return [first, largest].flatMap((load) =>
    load ? [result(`JavaScript ${load.name}`, load.kilobytes, "KB gzip", { most: load.mostKilobytes })] : [],
  );
}

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { type Chunk, type Load, loadsOf } from "./budget.ts";

const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));
const firstPage = "/modules/dashboard/pages/dashboard.page.tsx";

/** Builds the client in memory and tells what a browser loads of it. */
export async function measureLoads(): Promise<Load[]> {
  // Addresses are parts of the bundle: without them less would be measured than is shipped.
  process.env.VITE_SUPABASE_URL ??= "https://measured.supabase.co";
  process.env.VITE_SUPABASE_PUBLISHABLE_KEY ??= "sb_publishable_measured";
  const built = await build({ configFile, logLevel: "error", build: { write: false } });
  const outputs = Array.isArray(built) ? built : [built];
  const chunks = outputs
    .flatMap((one) => ("output" in one ? one.output : []))
    .flatMap((file): Chunk[] => {
      if (file.type !== "chunk") return [];
      const { fileName, isEntry, isDynamicEntry, facadeModuleId, imports, code } = file;
      return [
        {
          fileName,
          entryModule: isEntry || isDynamicEntry ? facadeModuleId : null,
          isApp: isEntry,
          staticImports: imports,
          gzipBytes: gzipSync(code).length,
        },
      ];
    });
  return loadsOf(chunks, firstPage);
}

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

// Suites on the real stack share the machine's few cores: their files run one after the other.
const onRealStack = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 };

export default defineConfig({
  root,
  resolve: { alias: { "~": fileURLToPath(new URL("../web/src", import.meta.url)) } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{supabase,web}/**/*.test.ts"], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: "integration", include: ["tests/integration/**/*.test.ts"], ...onRealStack },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/e2e/setup.ts"],
          setupFiles: ["tests/e2e/policy.ts"],
          ...onRealStack,
        },
      },
    ],
  },
});

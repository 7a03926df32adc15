import { afterEach, expect } from "vitest";
import { policyViolations } from "../support/browser.ts";

/* Every end-to-end test runs under the headers that the build ships, and nothing may need more than they allow. */
afterEach(() => {
  expect(policyViolations.splice(0)).toEqual([]);
});

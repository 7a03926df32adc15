import { describe, expect, it } from "vitest";
import { portsFromEnvironment } from "./ports.ts";

describe("ports", () => {
  it("are those of the official stack unless the environment says otherwise", () => {
    expect(portsFromEnvironment({})).toMatchObject({ api: 54321, database: 54322, mail: 54324, web: 5173 });
  });

  it("all move by the offset, and one set by name stays exactly there", () => {
    const ports = portsFromEnvironment({ VICTORYSYNC_PORT_OFFSET: "100", VICTORYSYNC_API_PORT: "8000" });
    expect(ports).toMatchObject({ api: 8000, database: 54422, simulator: 54430, web: 5273 });
  });

  it.each(["http", "-1", "70000", "80.5"])("refuse %s, naming the variable", (value) => {
    expect(() => portsFromEnvironment({ VICTORYSYNC_MAIL_PORT: value })).toThrow("VICTORYSYNC_MAIL_PORT");
  });
});

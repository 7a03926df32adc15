import { describe, expect, it } from "vitest";
import { formatPhoneNumber } from "./phone-number.ts";

describe("formatPhoneNumber", () => {
  it("writes a North American number as people there do", () => {
    expect(formatPhoneNumber("+15550100900")).toBe("+1 (555) 010-0900");
  });

  it.each(["+442071838750", "+1555010090", "+155501009001", "101", "anonymous", ""])(
    "leaves %j as it is",
    (number) => {
      expect(formatPhoneNumber(number)).toBe(number);
    },
  );
});

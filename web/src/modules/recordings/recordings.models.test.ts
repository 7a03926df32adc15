import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallDirection } from "~/modules/calls/calls.models";
import {
  countRecordingFilters,
  minimumSecondsChoices,
  neighboursOf,
  parseRecordingFilters,
  type Recording,
  type RecordingFilters,
  recordingConditions,
  recordingParams,
} from "./recordings.models.ts";

const off: RecordingFilters = {
  period: { preset: "7d" },
  directions: [],
  phoneNumberId: "all",
  extension: "",
  search: "",
  minimumSeconds: 0,
};
const today = "2026-03-10";

function recording(id: string): Recording {
  return {
    id,
    call_id: `call-${id}`,
    phone_number_id: null,
    started_at: "2026-03-01T00:00:00Z",
    duration_seconds: 65,
    call: {
      direction: "inbound",
      outcome: "answered",
      counterpart: null,
      counterpart_name: null,
      agent_extension: null,
      agent_name: null,
    },
  };
}

const anyFilters: fc.Arbitrary<RecordingFilters> = fc.record({
  period: fc.constantFrom<RecordingFilters["period"][]>(
    { preset: "7d" },
    { preset: "custom", from: "2026-01-01", to: "2026-01-31" },
  ),
  directions: fc.subarray<CallDirection>(["inbound", "outbound", "internal", "unknown"]),
  phoneNumberId: fc.oneof(fc.constant("all"), fc.uuid()),
  extension: fc.string().map((text) => text.trim()),
  search: fc.string({ unit: "grapheme" }).map((text) => text.trim()),
  minimumSeconds: fc.constantFrom(...minimumSecondsChoices),
});

describe("filters in the address", () => {
  it("survive being written into a URL and read back", () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const present = Object.entries(recordingParams(filters)).filter((entry) => entry[1] !== undefined);
        const address = new URLSearchParams(present as [string, string][]).toString();
        expect(parseRecordingFilters(Object.fromEntries(new URLSearchParams(address)))).toEqual(filters);
      }),
    );
  });

  it.each(["59", "-60", "1e9", "long", ["60"]])("take no notice of a length of %j", (longer) => {
    expect(parseRecordingFilters({ longer })).toEqual(off);
  });
});

describe("recordingConditions", () => {
  it("adds one condition for each filter that is on", () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        expect(recordingConditions(filters, "UTC", today)).toHaveLength(2 + countRecordingFilters(filters));
      }),
    );
  });

  it("asks the recording for its time, number and length, and the call for the rest", () => {
    const filters: RecordingFilters = {
      ...off,
      phoneNumberId: "7f2c1f0e-6d6c-4a43-9b57-0c7a4ad2f0aa",
      directions: ["inbound"],
      extension: "101",
      search: "Ada",
      minimumSeconds: 60,
    };
    expect(recordingConditions(filters, "UTC", today).map(({ column }) => column)).toEqual([
      "started_at",
      "started_at",
      "call.direction",
      "phone_number_id",
      "call.agent_extension",
      "call.counterpart_name",
      "duration_seconds",
    ]);
  });
});

describe("neighboursOf", () => {
  const list = ["a", "b", "c"].map(recording);

  it.each([
    ["a", undefined, "b"],
    ["b", "a", "c"],
    ["c", "b", undefined],
    ["elsewhere", undefined, undefined],
    [undefined, undefined, undefined],
  ])("of %s are %s and %s", (id, previous, next) => {
    expect(neighboursOf(list, id)).toEqual({ previous, next });
  });
});

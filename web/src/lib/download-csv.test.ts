import { beforeEach, describe, expect, it, vi } from "vitest";
import { downloadCsv } from "./download-csv.ts";
import { Problem } from "./problem.ts";
import { saveFile } from "./save-file.ts";

const record = vi.fn();
vi.mock("./supabase.ts", () => ({ supabase: () => ({ rpc: record }) }));
vi.mock("./save-file.ts", () => ({ saveFile: vi.fn() }));

const noted = { data: null, error: null, status: 204 };
const refused = {
  data: null,
  error: { message: "Too many exports.", hint: "Try again in 60 seconds.", code: "PT429" },
  status: 429,
};

const pages = [["a", "b"], ["c"], []];
let stop: AbortController;

beforeEach(() => {
  vi.resetAllMocks();
  record.mockResolvedValue(noted);
  stop = new AbortController();
});

function download(pageAfter: (scope: { orgId: string }, filters: string) => Promise<string[]>) {
  return downloadCsv({
    subject: "calls",
    fileName: "calls.csv",
    columns: [{ header: "Name", cell: (row: string) => row }],
    scope: { orgId: "northwind" },
    filters: "missed",
    notedFilters: { outcome: "missed" },
    pageAfter,
    onProgress: () => undefined,
    signal: stop.signal,
  });
}

function reader() {
  const rest = [...pages];
  return vi.fn(async (_scope: { orgId: string }, _filters: string) => rest.shift() ?? []);
}

describe("an export", () => {
  it("asks for each page with the scope and filters that it began with, and the signal that stops it", async () => {
    const pageAfter = reader();
    expect(await download(pageAfter)).toBe(3);
    expect(pageAfter.mock.calls).toEqual([
      [{ orgId: "northwind" }, "missed", undefined, stop.signal],
      [{ orgId: "northwind" }, "missed", "b", stop.signal],
      [{ orgId: "northwind" }, "missed", "c", stop.signal],
    ]);
  });

  it("is in the audit log before there is a file", async () => {
    await download(reader());
    expect(record).toHaveBeenCalledExactlyOnceWith("record_export", {
      organization: "northwind",
      what: "calls",
      row_count: 3,
      filters: { outcome: "missed" },
    });
    expect(saveFile).toHaveBeenCalledOnce();
    expect(record).toHaveBeenCalledBefore(vi.mocked(saveFile));
    const [[file] = []] = vi.mocked(saveFile).mock.calls;
    expect(await file?.text()).toBe("Name\r\na\r\nb\r\nc\r\n");
  });

  it("gives no file when the audit log refuses it, and says why", async () => {
    record.mockResolvedValue(refused);
    const exporting = download(reader());
    await expect(exporting).rejects.toThrow(Problem);
    await expect(exporting).rejects.toMatchObject({
      message: "Too many exports.",
      hint: "Try again in 60 seconds.",
    });
    expect(saveFile).not.toHaveBeenCalled();
  });

  it("is neither noted nor saved once stopped", async () => {
    const exporting = download(async () => {
      stop.abort();
      return ["a"];
    });
    await expect(exporting).rejects.toMatchObject({ name: "AbortError" });
    expect(record).not.toHaveBeenCalled();
    expect(saveFile).not.toHaveBeenCalled();
  });

  it("is not saved when it is stopped while the audit log is asked", async () => {
    record.mockImplementation(async () => {
      stop.abort();
      return noted;
    });
    await expect(download(reader())).rejects.toMatchObject({ name: "AbortError" });
    expect(saveFile).not.toHaveBeenCalled();
  });
});

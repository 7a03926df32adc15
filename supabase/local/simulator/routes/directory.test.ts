import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import { createTestClock, exampleSpec, signIn, type TestClient } from "../testing.ts";

interface NumberRow {
  readonly number: string;
  readonly lastUsed?: boolean;
  readonly whenDeleted?: string;
}

interface NumbersBody {
  readonly data: {
    readonly phoneNumbers: readonly NumberRow[];
    readonly deletedPhoneNumbers: readonly NumberRow[];
    readonly total: number;
  };
}

let simulator: Simulator;
let classic: TestClient;
let callCenter: TestClient;

beforeAll(async () => {
  const harbor = exampleSpec({
    name: "Harbor",
    accountType: "call_center",
    apiKey: "harbor",
    seed: "harbor",
  });
  simulator = await createSimulator({
    port: 0,
    accounts: [exampleSpec(), harbor],
    now: createTestClock().now,
  });
  classic = await signIn(simulator);
  callCenter = await signIn(simulator, "Harbor");
});
afterAll(() => simulator.close());

describe("phone numbers", () => {
  it("come all at once, the deleted ones apart and not counted", async () => {
    const { data } = (await classic.get<NumbersBody>("/phonenumbers")).body;
    expect(data.total).toBe(4);
    expect(data.phoneNumbers).toHaveLength(4);
    expect(data.deletedPhoneNumbers).toHaveLength(1);
    expect(data.phoneNumbers.filter(({ lastUsed }) => lastUsed === true)).toHaveLength(1);
    for (const row of data.phoneNumbers) expect(row.number).toMatch(/^\+1\d{10}$/);
  });

  it("have more members in the call-center family", async () => {
    const plain = (await classic.get<NumbersBody>("/phonenumbers")).body.data;
    const rich = (await callCenter.get<NumbersBody>("/PhoneNumbers")).body.data;
    expect(plain.phoneNumbers[0]).not.toHaveProperty("objectGuid");
    expect(plain.deletedPhoneNumbers[0]).not.toHaveProperty("whenDeleted");
    expect(rich.phoneNumbers[0]).toMatchObject({ objectGuid: expect.any(String), doNotOriginate: false });
    expect(rich.deletedPhoneNumbers[0]?.whenDeleted).toMatch(/\.\d{7}Z$/);
  });

  it("are found by a run of digits", async () => {
    const number = (await classic.get<NumbersBody>("/phonenumbers")).body.data.phoneNumbers[1]?.number ?? "";
    expect((await classic.get(`/phonenumbers/${number.slice(1)}`)).body.data).toMatchObject({ number });
    for (const wrong of [`%2B${number.slice(1)}`, "999999", "123456789012", "abc"]) {
      const { status, body } = await classic.get(`/phonenumbers/${wrong}`);
      expect({ wrong, status, body }).toEqual({ wrong, status: 400, body: { message: "Number not found" } });
    }
  });

  it("change while the account runs", async () => {
    simulator.accounts.get("Harbor").addPhoneNumber({ number: "+13055550198" });
    expect((await callCenter.get<NumbersBody>("/phonenumbers")).body.data.total).toBe(5);
    simulator.accounts.get("Harbor").removePhoneNumber("+13055550198");
    const { data } = (await callCenter.get<NumbersBody>("/phonenumbers")).body;
    expect([data.total, data.deletedPhoneNumbers.length]).toEqual([4, 2]);
  });
});

describe("people", () => {
  it("the profile is that of the key's owner, or of an extension", async () => {
    const { body } = await classic.get("/profile");
    expect(body).toEqual({
      data: {
        firstName: expect.any(String),
        lastName: expect.any(String),
        email: expect.stringContaining("@example.com"),
        extension: "101",
        role: "admin",
      },
      isSuccess: true,
    });
    expect((await classic.get("/profile/103")).body.data).toMatchObject({ extension: "103", role: "user" });
    const unknown = await classic.get("/profile/999");
    expect([unknown.status, unknown.body]).toEqual([400, { message: "User profile not found" }]);
  });

  it("the team is bare and has no extensions", async () => {
    const { body } = await classic.get<{ users: readonly object[] }>("/team");
    expect(Object.keys(body).sort()).toEqual(["groups", "users", "vmboxes"]);
    expect(body.users).toHaveLength(5);
    for (const user of body.users)
      expect(Object.keys(user).sort()).toEqual(["avatarUrl", "fullName", "id", "role"]);
  });

  it("can't be written to", async () => {
    const headers = { authorization: `Bearer ${classic.token}`, "x-api-key": exampleSpec().apiKey };
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await fetch(`${classic.base}/team`, { method, headers })).status).toBe(405);
    }
  });
});

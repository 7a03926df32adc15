import type { SimulatedAccount } from "../accounts/account.ts";
import type { Agent } from "../accounts/people.ts";
import { type Answer, json, notFoundById, success } from "../http/answer.ts";
import { type OpenRoute, type ProtectedRoute, resource } from "../http/exchange.ts";

export const pingRoute: OpenRoute = {
  access: "open",
  kind: "open",
  methods: ["GET"],
  pattern: "/v4/api/ping",
  handle: () => success("3"),
};

const DEFAULT_VOICEMAIL_BOX = { name: "General Voicemail Box", id: "00000000-0000-0000-0000-000000000001" };

export const peopleRoutes: readonly ProtectedRoute[] = [
  resource("/v4/api/profile", (_, account) => profile(account.team.agents[0])),
  resource("/v4/api/profile/status", () => success({ status: "available" })),
  resource("/v4/api/profile/:extension", ({ params }, account) =>
    profile(account.team.agents.find(({ extension }) => extension === params.extension)),
  ),
  resource("/v4/api/team", (_, account) => team(account)),
];

function profile(agent: Agent | undefined): Answer {
  if (agent === undefined) return notFoundById("User profile not found");
  const { firstName, lastName, email, extension, role } = agent;
  return success({ firstName, lastName, email, extension, role });
}

/** The team has neither extensions nor e-mail addresses, and no envelope. */
function team({ team: { agents, groups } }: SimulatedAccount): Answer {
  return json(200, {
    users: agents.map(({ name, id, role }) => ({
      fullName: name,
      id,
      role: role === "admin" ? role : null,
      avatarUrl: null,
    })),
    groups,
    vmboxes: [DEFAULT_VOICEMAIL_BOX],
  });
}

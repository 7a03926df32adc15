import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { OrganizationsProvider } from "~/modules/organizations/organizations.context";
import { RequireOrganization } from "~/modules/organizations/require-organization";
import { RequireSession } from "~/modules/session/require-session";
import { NotFoundPage } from "./not-found.page";
import { Shell } from "./shell/shell";

export const routes: RouteDefinition[] = [
  { path: "/login", component: lazy(() => import("~/modules/session/pages/login.page")) },
  { path: "/reset-password", component: lazy(() => import("~/modules/session/pages/reset-password.page")) },
  {
    path: "/accept-invitation",
    component: lazy(() => import("~/modules/invitations/pages/accept-invitation.page")),
  },
  {
    component: RequireSession,
    children: {
      component: OrganizationsProvider,
      children: [
        {
          path: "/onboarding",
          component: lazy(() => import("~/modules/organizations/pages/onboarding.page")),
        },
        {
          component: RequireOrganization,
          children: {
            component: Shell,
            children: [
              { path: "/", component: lazy(() => import("~/modules/dashboard/pages/dashboard.page")) },
              { path: "/numbers", component: lazy(() => import("~/modules/numbers/pages/numbers.page")) },
              { path: "/reports", component: lazy(() => import("~/modules/calls/pages/reports.page")) },
              {
                path: "/recordings",
                component: lazy(() => import("~/modules/recordings/pages/recordings.page")),
              },
              { path: "/sms", component: lazy(() => import("~/modules/messages/pages/messages.page")) },
              {
                path: "/admin/mightycall",
                component: lazy(() => import("~/modules/integrations/pages/integrations.page")),
              },
              { path: "/sync", component: lazy(() => import("~/modules/sync/pages/sync.page")) },
              { path: "/settings", component: lazy(() => import("~/modules/settings/pages/settings.page")) },
              { path: "/admin/people", component: lazy(() => import("~/modules/people/pages/people.page")) },
              { path: "/admin/audit", component: lazy(() => import("~/modules/audit/pages/audit.page")) },
              { path: "/platform", component: lazy(() => import("~/modules/platform/pages/platform.page")) },
              { path: "*", component: NotFoundPage },
            ],
          },
        },
      ],
    },
  },
];

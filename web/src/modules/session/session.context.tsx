import { useNavigate } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import {
  type Accessor,
  createContext,
  createSignal,
  onCleanup,
  type ParentProps,
  useContext,
} from "solid-js";
import { supabase } from "~/lib/supabase";

export interface SessionUser {
  id: string;
  email: string;
}

/** undefined until the stored session was read, null when signed out. */
type UserState = SessionUser | null | undefined;

const SessionContext = createContext<Accessor<UserState>>();

/** Follows who is signed in. A renewed token changes nothing here, so it never resets a page. */
export function SessionProvider(props: ParentProps) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [user, setUser] = createSignal<UserState>();

  const follow = (next: SessionUser | null) => {
    const current = user();
    if (current && current.id !== next?.id) queryClient.clear();
    if (current === undefined || current?.id !== next?.id || current?.email !== next?.email) setUser(next);
  };
  const { data } = supabase().auth.onAuthStateChange((event, session) => {
    const next = session?.user ? { id: session.user.id, email: session.user.email ?? "" } : null;
    // What was stored is followed in a task of its own, since the start was a long one; unless something came since.
    if (event === "INITIAL_SESSION") setTimeout(() => user() === undefined && follow(next));
    else follow(next);
    if (event === "PASSWORD_RECOVERY") navigate("/reset-password", { replace: true });
  });
  onCleanup(() => data.subscription.unsubscribe());

  return <SessionContext.Provider value={user}>{props.children}</SessionContext.Provider>;
}

/** Who is signed in, for pages that anyone may open. */
export function useSession(): Accessor<UserState> {
  const user = useContext(SessionContext);
  if (!user) throw new Error("useSession needs a SessionProvider above it.");
  return user;
}

const UserContext = createContext<SessionUser>();

/** Gives everything below it a signed-in person. */
export const UserProvider = UserContext.Provider;

/** The signed-in person; only below RequireSession. */
export function useUser(): SessionUser {
  const user = useContext(UserContext);
  if (!user) throw new Error("useUser needs RequireSession above it.");
  return user;
}

export async function signOut() {
  const { error } = await supabase().auth.signOut({ scope: "local" });
  if (error) throw error;
}

/** The settings that a build must be given; there is no default, so a build never talks to the wrong project. */
const required = ["VITE_SUPABASE_URL", "VITE_SUPABASE_PUBLISHABLE_KEY"] as const;

export const missingSettings = required.filter((name) => !import.meta.env[name]);

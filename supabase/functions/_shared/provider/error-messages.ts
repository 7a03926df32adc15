/** `config`: a person must act before it can work. `transient`: trying again later may work by itself. */
export type ErrorClass = "config" | "transient";

type ErrorText = { readonly error_class: ErrorClass; readonly message: string; readonly hint: string };

/** Every way in which the provider can fail, with words that a person can act on. */
export const ERROR_TEXTS = {
  invalid_credentials: {
    error_class: "config",
    message: "MightyCall refused these keys.",
    hint: "MightyCall does not say which one is wrong: compare the API key, the user key and the account type with Integrations → API in the MightyCall panel, and save them again. On Classic accounts the user key works only while signing in by key is on there; otherwise use the extension number.",
  },
  wrong_account_type: {
    error_class: "config",
    message: "These keys belong to the other kind of MightyCall account.",
    hint: "Choose the other account type (Classic or Call Center) and save again; the keys themselves are good.",
  },
  plan_without_api: {
    error_class: "config",
    message: "This MightyCall plan or role does not include API access.",
    hint: "Ask MightyCall to turn API access on for the plan, or use the user key of an administrator of the account.",
  },
  access_denied: {
    error_class: "config",
    message: "MightyCall accepted the keys but denied access to this data.",
    hint: "Use the user key of an administrator of the MightyCall account, then test the connection again.",
  },
  rate_limited: {
    error_class: "transient",
    message: "MightyCall asked to slow down.",
    hint: "Nothing to do: it continues by itself after the wait.",
  },
  daily_limit: {
    error_class: "transient",
    message: "The MightyCall account has used up its 2,500 API requests for 24 hours.",
    hint: "It continues by itself when the period ends. If other programs use the same API key, give VictorySync its own.",
  },
  provider_unavailable: {
    error_class: "transient",
    message: "MightyCall has a failure on its side.",
    hint: "It is tried again by itself. If it lasts, look at MightyCall's status page.",
  },
  timeout: {
    error_class: "transient",
    message: "MightyCall did not answer in time.",
    hint: "It is tried again by itself.",
  },
  connection_failed: {
    error_class: "transient",
    message: "The connection to MightyCall failed.",
    hint: "It is tried again by itself. If it lasts, check that the server can reach the internet.",
  },
  invalid_response: {
    error_class: "transient",
    message: "MightyCall sent an answer that could not be understood.",
    hint: "It is tried again by itself. If it lasts, report it to support with the detail above.",
  },
  request_rejected: {
    error_class: "transient",
    message: "MightyCall rejected a request as invalid.",
    hint: "It is tried again by itself. If it lasts, report it to support with the detail above.",
  },
  not_found: {
    error_class: "transient",
    message: "MightyCall no longer knows this item.",
    hint: "It may have been deleted in MightyCall.",
  },
  total_mismatch: {
    error_class: "transient",
    message: "MightyCall's list of calls kept changing, or did not add up, while it was read.",
    hint: "It is tried again by itself, and nothing read so far is lost. If it lasts, report it to support.",
  },
  recording_not_available: {
    error_class: "transient",
    message: "This recording is not available at MightyCall.",
    hint: "It may not be ready yet, or may have been deleted. Try again in a few minutes.",
  },
  recording_blocked: {
    error_class: "config",
    message: "The recording's address is not one of MightyCall's, so it was not opened.",
    hint: "Report it to support: MightyCall may have moved its recordings to a new place.",
  },
  recording_too_large: {
    error_class: "config",
    message: "This recording is too large to be played here.",
    hint: "Listen to it in the MightyCall panel.",
  },
} as const satisfies Record<string, ErrorText>;

export type ProviderErrorCode = keyof typeof ERROR_TEXTS;

/** A phone number of the account, as the database ingests it. `number` is E.164. */
export type PhoneNumberRow = {
  number: string;
  label: string | null;
  is_active: boolean;
  is_primary: boolean;
  is_toll_free: boolean;
  can_text: boolean | null;
  can_call: boolean | null;
  provider_id: string | null;
};

export type Direction = "inbound" | "outbound" | "internal" | "unknown";

export type CallOutcome =
  | "answered"
  | "missed"
  | "abandoned"
  | "voicemail"
  | "no_answer"
  | "cancelled"
  | "unknown";

export type Participant = {
  role: "caller" | "called";
  name: string | null;
  extension: string | null;
  number: string | null;
  is_connected: boolean | null;
};

/** Where the provider keeps a recording. `url` is a credential in itself: it never reaches a browser or a log. */
export type RecordingSource = { url: string | null; file_name: string | null };

/** A call, as the database ingests it. Numbers are E.164 where they can be; `started_at` is ISO 8601 in UTC. */
export type CallRow = {
  external_id: string;
  direction: Direction;
  outcome: CallOutcome;
  provider_status: string | null;
  business_number: string | null;
  from_number: string | null;
  to_number: string | null;
  counterpart: string | null;
  counterpart_name: string | null;
  agent_extension: string | null;
  agent_name: string | null;
  participants: Participant[];
  started_at: string;
  duration_seconds: number | null;
  recording: RecordingSource | null;
};

export type Attachment = {
  file_name: string | null;
  size_bytes: number | null;
  is_image: boolean | null;
  link: string | null;
};

/** A text message, as the database ingests it. `sent_at` is ISO 8601 in UTC. */
export type MessageRow = {
  external_id: string;
  direction: Direction;
  business_number: string | null;
  counterpart: string | null;
  counterpart_name: string | null;
  agent_extension: string | null;
  agent_name: string | null;
  body: string | null;
  status: string | null;
  attachments: Attachment[];
  sent_at: string;
};

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      audit_log: {
        Row: {
          action: Database["public"]["Enums"]["audit_action"];
          actor_email: string | null;
          actor_id: string | null;
          at: string;
          detail: NonNullable<Json>;
          id: string;
          org_id: string;
          outcome: string;
          target: string | null;
        };
        ComputedFields: never;
        Insert: {
          action: Database["public"]["Enums"]["audit_action"];
          actor_email?: string | null;
          actor_id?: string | null;
          at?: string;
          detail?: NonNullable<Json>;
          id?: string;
          org_id: string;
          outcome?: string;
          target?: string | null;
        };
        Update: {
          action?: Database["public"]["Enums"]["audit_action"];
          actor_email?: string | null;
          actor_id?: string | null;
          at?: string;
          detail?: NonNullable<Json>;
          id?: string;
          org_id?: string;
          outcome?: string;
          target?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "audit_log_org_id_fkey";
            columns: ["org_id"];
            isOneToOne: false;
            referencedRelation: "organizations";
            referencedColumns: ["id"];
          },
        ];
      };
      call_rollups: {
        Row: {
          inbound_abandoned: number;
          inbound_answered: number;
          inbound_missed: number;
          inbound_unknown: number;
          inbound_voicemail: number;
          internal: number;
          org_id: string;
          other: number;
          outbound: number;
          outbound_answered: number;
          quarter_start: string;
          talk_durations: number[];
        };
        ComputedFields: never;
        Insert: {
          inbound_abandoned?: number;
          inbound_answered?: number;
          inbound_missed?: number;
          inbound_unknown?: number;
          inbound_voicemail?: number;
          internal?: number;
          org_id: string;
          other?: number;
          outbound?: number;
          outbound_answered?: number;
          quarter_start: string;
          talk_durations?: number[];
        };
        Update: {
          inbound_abandoned?: number;
          inbound_answered?: number;
          inbound_missed?: number;
          inbound_unknown?: number;
          inbound_voicemail?: number;
          internal?: number;
          org_id?: string;
          other?: number;
          outbound?: number;
          outbound_answered?: number;
          quarter_start?: string;
          talk_durations?: number[];
        };
        Relationships: [
          {
            foreignKeyName: "call_rollups_org_id_fkey";
            columns: ["org_id"];
            isOneToOne: false;
            referencedRelation: "organizations";
            referencedColumns: ["id"];
          },
        ];
      };
      calls: {
        Row: {
          agent_extension: string | null;
          agent_name: string | null;
          counterpart: string | null;
          counterpart_name: string | null;
          created_at: string;
          direction: Database["public"]["Enums"]["call_direction"];
          duration_seconds: number | null;
          external_id: string;
          from_number: string | null;
          has_recording: boolean;
          id: string;
          integration_id: string;
          org_id: string;
          outcome: Database["public"]["Enums"]["call_outcome"];
          participants: NonNullable<Json>;
          phone_number_id: string | null;
          provider_status: string | null;
          started_at: string;
          to_number: string | null;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          agent_extension?: string | null;
          agent_name?: string | null;
          counterpart?: string | null;
          counterpart_name?: string | null;
          created_at?: string;
          direction: Database["public"]["Enums"]["call_direction"];
          duration_seconds?: number | null;
          external_id: string;
          from_number?: string | null;
          has_recording?: boolean;
          id?: string;
          integration_id: string;
          org_id: string;
          outcome: Database["public"]["Enums"]["call_outcome"];
          participants?: NonNullable<Json>;
          phone_number_id?: string | null;
          provider_status?: string | null;
          started_at: string;
          to_number?: string | null;
          updated_at?: string;
        };
        Update: {
          agent_extension?: string | null;
          agent_name?: string | null;
          counterpart?: string | null;
          counterpart_name?: string | null;
          created_at?: string;
          direction?: Database["public"]["Enums"]["call_direction"];
          duration_seconds?: number | null;
          external_id?: string;
          from_number?: string | null;
          has_recording?: boolean;
          id?: string;
          integration_id?: string;
          org_id?: string;
          outcome?: Database["public"]["Enums"]["call_outcome"];
          participants?: NonNullable<Json>;
          phone_number_id?: string | null;
          provider_status?: string | null;
          started_at?: string;
          to_number?: string | null;
          updated_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: "calls_integration_id_org_id_fkey";
            columns: ["integration_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "integrations";
            referencedColumns: ["id", "org_id"];
          },
          {
            foreignKeyName: "calls_phone_number_id_org_id_fkey";
            columns: ["phone_number_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "phone_numbers";
            referencedColumns: ["id", "org_id"];
          },
        ];
      };
      integrations: {
        Row: {
          account_type: Database["public"]["Enums"]["account_type"];
          created_at: string;
          error_code: string | null;
          error_hint: string | null;
          id: string;
          key_hint: string | null;
          org_id: string;
          provider: string;
          status: Database["public"]["Enums"]["integration_status"];
          updated_at: string;
          updated_by: string | null;
          verified_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_type: Database["public"]["Enums"]["account_type"];
          created_at?: string;
          error_code?: string | null;
          error_hint?: string | null;
          id?: string;
          key_hint?: string | null;
          org_id: string;
          provider?: string;
          status?: Database["public"]["Enums"]["integration_status"];
          updated_at?: string;
          updated_by?: string | null;
          verified_at?: string | null;
        };
        Update: {
          account_type?: Database["public"]["Enums"]["account_type"];
          created_at?: string;
          error_code?: string | null;
          error_hint?: string | null;
          id?: string;
          key_hint?: string | null;
          org_id?: string;
          provider?: string;
          status?: Database["public"]["Enums"]["integration_status"];
          updated_at?: string;
          updated_by?: string | null;
          verified_at?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "integrations_org_id_fkey";
            columns: ["org_id"];
            isOneToOne: false;
            referencedRelation: "organizations";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "integrations_updated_by_fkey";
            columns: ["updated_by"];
            isOneToOne: false;
            referencedRelation: "profiles";
            referencedColumns: ["id"];
          },
        ];
      };
      invitations: {
        Row: {
          accepted_at: string | null;
          accepted_by: string | null;
          created_at: string;
          created_by: string | null;
          email: string;
          expires_at: string;
          id: string;
          org_id: string;
          revoked_at: string | null;
          role: Database["public"]["Enums"]["org_role"];
        };
        ComputedFields: never;
        Insert: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          created_at?: string;
          created_by?: string | null;
          email: string;
          expires_at?: string;
          id?: string;
          org_id: string;
          revoked_at?: string | null;
          role: Database["public"]["Enums"]["org_role"];
        };
        Update: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          created_at?: string;
          created_by?: string | null;
          email?: string;
          expires_at?: string;
          id?: string;
          org_id?: string;
          revoked_at?: string | null;
          role?: Database["public"]["Enums"]["org_role"];
        };
        Relationships: [
          {
            foreignKeyName: "invitations_accepted_by_fkey";
            columns: ["accepted_by"];
            isOneToOne: false;
            referencedRelation: "profiles";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "invitations_created_by_fkey";
            columns: ["created_by"];
            isOneToOne: false;
            referencedRelation: "profiles";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "invitations_org_id_fkey";
            columns: ["org_id"];
            isOneToOne: false;
            referencedRelation: "organizations";
            referencedColumns: ["id"];
          },
        ];
      };
      memberships: {
        Row: {
          created_at: string;
          org_id: string;
          role: Database["public"]["Enums"]["org_role"];
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          org_id: string;
          role: Database["public"]["Enums"]["org_role"];
          user_id: string;
        };
        Update: {
          created_at?: string;
          org_id?: string;
          role?: Database["public"]["Enums"]["org_role"];
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "memberships_org_id_fkey";
            columns: ["org_id"];
            isOneToOne: false;
            referencedRelation: "organizations";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "memberships_user_id_fkey";
            columns: ["user_id"];
            isOneToOne: false;
            referencedRelation: "profiles";
            referencedColumns: ["id"];
          },
        ];
      };
      number_assignments: {
        Row: {
          created_at: string;
          created_by: string | null;
          org_id: string;
          phone_number_id: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          org_id: string;
          phone_number_id: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          org_id?: string;
          phone_number_id?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "number_assignments_created_by_fkey";
            columns: ["created_by"];
            isOneToOne: false;
            referencedRelation: "profiles";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "number_assignments_org_id_user_id_fkey";
            columns: ["org_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "memberships";
            referencedColumns: ["org_id", "user_id"];
          },
          {
            foreignKeyName: "number_assignments_phone_number_id_org_id_fkey";
            columns: ["phone_number_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "phone_numbers";
            referencedColumns: ["id", "org_id"];
          },
        ];
      };
      organizations: {
        Row: {
          created_at: string;
          id: string;
          name: string;
          service_level_seconds: number;
          slug: string;
          time_zone: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          id?: string;
          name: string;
          service_level_seconds?: number;
          slug: string;
          time_zone?: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          name?: string;
          service_level_seconds?: number;
          slug?: string;
          time_zone?: string;
        };
        Relationships: [];
      };
      phone_numbers: {
        Row: {
          can_call: boolean | null;
          can_text: boolean | null;
          first_seen_at: string;
          id: string;
          integration_id: string;
          is_active: boolean;
          is_primary: boolean;
          is_toll_free: boolean;
          label: string | null;
          number: string;
          org_id: string;
          provider_id: string | null;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          can_call?: boolean | null;
          can_text?: boolean | null;
          first_seen_at?: string;
          id?: string;
          integration_id: string;
          is_active?: boolean;
          is_primary?: boolean;
          is_toll_free?: boolean;
          label?: string | null;
          number: string;
          org_id: string;
          provider_id?: string | null;
          updated_at?: string;
        };
        Update: {
          can_call?: boolean | null;
          can_text?: boolean | null;
          first_seen_at?: string;
          id?: string;
          integration_id?: string;
          is_active?: boolean;
          is_primary?: boolean;
          is_toll_free?: boolean;
          label?: string | null;
          number?: string;
          org_id?: string;
          provider_id?: string | null;
          updated_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: "phone_numbers_integration_id_org_id_fkey";
            columns: ["integration_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "integrations";
            referencedColumns: ["id", "org_id"];
          },
        ];
      };
      profiles: {
        Row: {
          created_at: string;
          email: string;
          full_name: string;
          id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          email: string;
          full_name?: string;
          id: string;
        };
        Update: {
          created_at?: string;
          email?: string;
          full_name?: string;
          id?: string;
        };
        Relationships: [];
      };
      recordings: {
        Row: {
          call_id: string;
          created_at: string;
          duration_seconds: number | null;
          id: string;
          org_id: string;
          phone_number_id: string | null;
          started_at: string;
        };
        ComputedFields: never;
        Insert: {
          call_id: string;
          created_at?: string;
          duration_seconds?: number | null;
          id?: string;
          org_id: string;
          phone_number_id?: string | null;
          started_at: string;
        };
        Update: {
          call_id?: string;
          created_at?: string;
          duration_seconds?: number | null;
          id?: string;
          org_id?: string;
          phone_number_id?: string | null;
          started_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: "recordings_call_id_org_id_fkey";
            columns: ["call_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "calls";
            referencedColumns: ["id", "org_id"];
          },
          {
            foreignKeyName: "recordings_phone_number_id_org_id_fkey";
            columns: ["phone_number_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "phone_numbers";
            referencedColumns: ["id", "org_id"];
          },
        ];
      };
      sms_messages: {
        Row: {
          agent_extension: string | null;
          agent_name: string | null;
          attachments: NonNullable<Json>;
          body: string | null;
          counterpart: string | null;
          counterpart_name: string | null;
          created_at: string;
          direction: Database["public"]["Enums"]["call_direction"];
          external_id: string;
          id: string;
          integration_id: string;
          org_id: string;
          phone_number_id: string | null;
          sent_at: string;
          status: string | null;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          agent_extension?: string | null;
          agent_name?: string | null;
          attachments?: NonNullable<Json>;
          body?: string | null;
          counterpart?: string | null;
          counterpart_name?: string | null;
          created_at?: string;
          direction: Database["public"]["Enums"]["call_direction"];
          external_id: string;
          id?: string;
          integration_id: string;
          org_id: string;
          phone_number_id?: string | null;
          sent_at: string;
          status?: string | null;
          updated_at?: string;
        };
        Update: {
          agent_extension?: string | null;
          agent_name?: string | null;
          attachments?: NonNullable<Json>;
          body?: string | null;
          counterpart?: string | null;
          counterpart_name?: string | null;
          created_at?: string;
          direction?: Database["public"]["Enums"]["call_direction"];
          external_id?: string;
          id?: string;
          integration_id?: string;
          org_id?: string;
          phone_number_id?: string | null;
          sent_at?: string;
          status?: string | null;
          updated_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: "sms_messages_integration_id_org_id_fkey";
            columns: ["integration_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "integrations";
            referencedColumns: ["id", "org_id"];
          },
          {
            foreignKeyName: "sms_messages_phone_number_id_org_id_fkey";
            columns: ["phone_number_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "phone_numbers";
            referencedColumns: ["id", "org_id"];
          },
        ];
      };
      sync_jobs: {
        Row: {
          attempt: number;
          checkpoint: Json | null;
          created_at: string;
          error_class: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code: string | null;
          error_hint: string | null;
          finished_at: string | null;
          id: string;
          integration_id: string;
          leased_until: string | null;
          org_id: string;
          pages: number;
          requested_by: string | null;
          requests: number;
          rows_fetched: number;
          rows_inserted: number;
          rows_unchanged: number;
          rows_updated: number;
          run_after: string;
          started_at: string | null;
          status: Database["public"]["Enums"]["sync_job_status"];
          stream: Database["public"]["Enums"]["sync_stream"];
          trigger: Database["public"]["Enums"]["sync_trigger"];
          waited_seconds: number;
          window_end: string | null;
          window_start: string | null;
        };
        ComputedFields: never;
        Insert: {
          attempt?: number;
          checkpoint?: Json | null;
          created_at?: string;
          error_class?: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code?: string | null;
          error_hint?: string | null;
          finished_at?: string | null;
          id?: string;
          integration_id: string;
          leased_until?: string | null;
          org_id: string;
          pages?: number;
          requested_by?: string | null;
          requests?: number;
          rows_fetched?: number;
          rows_inserted?: number;
          rows_unchanged?: number;
          rows_updated?: number;
          run_after?: string;
          started_at?: string | null;
          status?: Database["public"]["Enums"]["sync_job_status"];
          stream: Database["public"]["Enums"]["sync_stream"];
          trigger: Database["public"]["Enums"]["sync_trigger"];
          waited_seconds?: number;
          window_end?: string | null;
          window_start?: string | null;
        };
        Update: {
          attempt?: number;
          checkpoint?: Json | null;
          created_at?: string;
          error_class?: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code?: string | null;
          error_hint?: string | null;
          finished_at?: string | null;
          id?: string;
          integration_id?: string;
          leased_until?: string | null;
          org_id?: string;
          pages?: number;
          requested_by?: string | null;
          requests?: number;
          rows_fetched?: number;
          rows_inserted?: number;
          rows_unchanged?: number;
          rows_updated?: number;
          run_after?: string;
          started_at?: string | null;
          status?: Database["public"]["Enums"]["sync_job_status"];
          stream?: Database["public"]["Enums"]["sync_stream"];
          trigger?: Database["public"]["Enums"]["sync_trigger"];
          waited_seconds?: number;
          window_end?: string | null;
          window_start?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "sync_jobs_integration_id_org_id_fkey";
            columns: ["integration_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "integrations";
            referencedColumns: ["id", "org_id"];
          },
          {
            foreignKeyName: "sync_jobs_requested_by_fkey";
            columns: ["requested_by"];
            isOneToOne: false;
            referencedRelation: "profiles";
            referencedColumns: ["id"];
          },
        ];
      };
      sync_streams: {
        Row: {
          consecutive_failures: number;
          earliest: string | null;
          error_class: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code: string | null;
          error_hint: string | null;
          integration_id: string;
          interval_seconds: number;
          is_enabled: boolean;
          last_attempt_at: string | null;
          last_success_at: string | null;
          next_run_at: string;
          org_id: string;
          paused_reason: string | null;
          stream: Database["public"]["Enums"]["sync_stream"];
          watermark: string | null;
        };
        ComputedFields: never;
        Insert: {
          consecutive_failures?: number;
          earliest?: string | null;
          error_class?: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code?: string | null;
          error_hint?: string | null;
          integration_id: string;
          interval_seconds: number;
          is_enabled?: boolean;
          last_attempt_at?: string | null;
          last_success_at?: string | null;
          next_run_at?: string;
          org_id: string;
          paused_reason?: string | null;
          stream: Database["public"]["Enums"]["sync_stream"];
          watermark?: string | null;
        };
        Update: {
          consecutive_failures?: number;
          earliest?: string | null;
          error_class?: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code?: string | null;
          error_hint?: string | null;
          integration_id?: string;
          interval_seconds?: number;
          is_enabled?: boolean;
          last_attempt_at?: string | null;
          last_success_at?: string | null;
          next_run_at?: string;
          org_id?: string;
          paused_reason?: string | null;
          stream?: Database["public"]["Enums"]["sync_stream"];
          watermark?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "sync_streams_integration_id_org_id_fkey";
            columns: ["integration_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "integrations";
            referencedColumns: ["id", "org_id"];
          },
        ];
      };
    };
    Views: {
      sync_stream_health: {
        Row: {
          consecutive_failures: number;
          earliest: string | null;
          error_class: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code: string | null;
          error_hint: string | null;
          freshness: string | null;
          integration_id: string;
          interval_seconds: number;
          is_enabled: boolean;
          last_attempt_at: string | null;
          last_success_at: string | null;
          next_run_at: string;
          org_id: string;
          paused_reason: string | null;
          stream: Database["public"]["Enums"]["sync_stream"];
          watermark: string | null;
        };
        ComputedFields: never;
        Insert: {
          consecutive_failures?: number | null;
          earliest?: string | null;
          error_class?: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code?: string | null;
          error_hint?: string | null;
          freshness?: never;
          integration_id?: string | null;
          interval_seconds?: number | null;
          is_enabled?: boolean | null;
          last_attempt_at?: string | null;
          last_success_at?: string | null;
          next_run_at?: string | null;
          org_id?: string | null;
          paused_reason?: string | null;
          stream?: Database["public"]["Enums"]["sync_stream"] | null;
          watermark?: string | null;
        };
        Update: {
          consecutive_failures?: number | null;
          earliest?: string | null;
          error_class?: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code?: string | null;
          error_hint?: string | null;
          freshness?: never;
          integration_id?: string | null;
          interval_seconds?: number | null;
          is_enabled?: boolean | null;
          last_attempt_at?: string | null;
          last_success_at?: string | null;
          next_run_at?: string | null;
          org_id?: string | null;
          paused_reason?: string | null;
          stream?: Database["public"]["Enums"]["sync_stream"] | null;
          watermark?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "sync_streams_integration_id_org_id_fkey";
            columns: ["integration_id", "org_id"];
            isOneToOne: false;
            referencedRelation: "integrations";
            referencedColumns: ["id", "org_id"];
          },
        ];
      };
    };
    Functions: {
      accept_invitation: {
        Args: { token: string };
        Returns: {
          created_at: string;
          id: string;
          name: string;
          service_level_seconds: number;
          slug: string;
          time_zone: string;
        };
        SetofOptions: {
          from: "*";
          to: "organizations";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      call_count: {
        Args: { organization: string; period_end: string; period_start: string };
        Returns: number;
      };
      call_kpis: {
        Args: {
          agent?: string;
          organization: string;
          period_end: string;
          period_start: string;
          phone_number_ids?: string[];
        };
        Returns: {
          answer_rate: number;
          inbound_abandoned: number;
          inbound_answered: number;
          inbound_missed: number;
          inbound_offered: number;
          inbound_unknown: number;
          inbound_voicemail: number;
          internal: number;
          messages_inbound: number;
          messages_outbound: number;
          outbound: number;
          outbound_answered: number;
          talk_calls: number;
          talk_seconds_average: number;
          talk_seconds_median: number;
          talk_seconds_p90: number;
          talk_seconds_total: number;
        }[];
      };
      calls_by_agent: {
        Args: {
          agent?: string;
          organization: string;
          period_end: string;
          period_start: string;
          phone_number_ids?: string[];
        };
        Returns: {
          agent_extension: string;
          agent_name: string;
          inbound_answered: number;
          outbound: number;
          outbound_answered: number;
          talk_seconds_average: number;
          talk_seconds_total: number;
        }[];
      };
      calls_by_number: {
        Args: {
          agent?: string;
          organization: string;
          period_end: string;
          period_start: string;
          phone_number_ids?: string[];
        };
        Returns: {
          abandoned: number;
          answered: number;
          missed: number;
          offered: number;
          outbound: number;
          phone_number_id: string;
          talk_seconds_total: number;
          voicemail: number;
        }[];
      };
      calls_by_weekday_and_hour: {
        Args: {
          agent?: string;
          organization: string;
          period_end: string;
          period_start: string;
          phone_number_ids?: string[];
        };
        Returns: {
          answered: number;
          hour: number;
          offered: number;
          weekday: number;
        }[];
      };
      calls_over_time: {
        Args: {
          agent?: string;
          organization: string;
          period_end: string;
          period_start: string;
          phone_number_ids?: string[];
          unit: string;
        };
        Returns: {
          abandoned: number;
          answered: number;
          bucket_start: string;
          missed: number;
          other: number;
          outbound: number;
          voicemail: number;
        }[];
      };
      cancel_sync_job: {
        Args: { job_id: string };
        Returns: {
          attempt: number;
          checkpoint: Json | null;
          created_at: string;
          error_class: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code: string | null;
          error_hint: string | null;
          finished_at: string | null;
          id: string;
          integration_id: string;
          leased_until: string | null;
          org_id: string;
          pages: number;
          requested_by: string | null;
          requests: number;
          rows_fetched: number;
          rows_inserted: number;
          rows_unchanged: number;
          rows_updated: number;
          run_after: string;
          started_at: string | null;
          status: Database["public"]["Enums"]["sync_job_status"];
          stream: Database["public"]["Enums"]["sync_stream"];
          trigger: Database["public"]["Enums"]["sync_trigger"];
          waited_seconds: number;
          window_end: string | null;
          window_start: string | null;
        };
        SetofOptions: {
          from: "*";
          to: "sync_jobs";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      create_organization: {
        Args: { name: string; time_zone: string };
        Returns: {
          created_at: string;
          id: string;
          name: string;
          service_level_seconds: number;
          slug: string;
          time_zone: string;
        };
        SetofOptions: {
          from: "*";
          to: "organizations";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      invite_person: {
        Args: { email: string; organization: string; role: Database["public"]["Enums"]["org_role"] };
        Returns: Json;
      };
      message_threads: {
        Args: {
          agent?: string;
          before_id?: string;
          before_sent_at?: string;
          message_direction?: Database["public"]["Enums"]["call_direction"];
          most?: number;
          number?: string;
          organization: string;
          period_end?: string;
          period_start?: string;
          search?: string;
        };
        Returns: {
          counterpart: string;
          counterpart_name: string;
          last_body: string;
          last_direction: Database["public"]["Enums"]["call_direction"];
          last_message_id: string;
          last_sent_at: string;
          messages: number;
          phone_number_id: string;
          total_messages: number;
          total_threads: number;
        }[];
      };
      my_access: { Args: Record<PropertyKey, never>; Returns: Json };
      number_activity: {
        Args: { organization: string; since: string };
        Returns: {
          calls: number;
          last_call_at: string;
          messages: number;
          phone_number_id: string;
        }[];
      };
      platform_overview: {
        Args: {
          after_id?: string;
          after_name?: string;
          most?: number;
          only_attention?: boolean;
          search?: string;
        };
        Returns: {
          created_at: string;
          failing_streams: Database["public"]["Enums"]["sync_stream"][];
          id: string;
          integration_hint: string;
          integration_status: Database["public"]["Enums"]["integration_status"];
          last_success_at: string;
          name: string;
          needs_attention: boolean;
          people: number;
          slug: string;
          worst_freshness: string;
        }[];
      };
      preview_access: { Args: { organization: string; person: string; since: string }; Returns: Json };
      record_export: {
        Args: { filters: Json; organization: string; row_count: number; what: string };
        Returns: undefined;
      };
      remove_organization: { Args: { confirmed_name: string; organization: string }; Returns: undefined };
      request_backfill: {
        Args: {
          integration_id: string;
          range_end: string;
          range_start: string;
          stream: Database["public"]["Enums"]["sync_stream"];
        };
        Returns: {
          attempt: number;
          checkpoint: Json | null;
          created_at: string;
          error_class: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code: string | null;
          error_hint: string | null;
          finished_at: string | null;
          id: string;
          integration_id: string;
          leased_until: string | null;
          org_id: string;
          pages: number;
          requested_by: string | null;
          requests: number;
          rows_fetched: number;
          rows_inserted: number;
          rows_unchanged: number;
          rows_updated: number;
          run_after: string;
          started_at: string | null;
          status: Database["public"]["Enums"]["sync_job_status"];
          stream: Database["public"]["Enums"]["sync_stream"];
          trigger: Database["public"]["Enums"]["sync_trigger"];
          waited_seconds: number;
          window_end: string | null;
          window_start: string | null;
        };
        SetofOptions: {
          from: "*";
          to: "sync_jobs";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      request_budget: { Args: { organization: string }; Returns: Json };
      request_sync: {
        Args: { integration_id: string; stream: Database["public"]["Enums"]["sync_stream"] };
        Returns: {
          attempt: number;
          checkpoint: Json | null;
          created_at: string;
          error_class: Database["public"]["Enums"]["sync_error_class"] | null;
          error_code: string | null;
          error_hint: string | null;
          finished_at: string | null;
          id: string;
          integration_id: string;
          leased_until: string | null;
          org_id: string;
          pages: number;
          requested_by: string | null;
          requests: number;
          rows_fetched: number;
          rows_inserted: number;
          rows_unchanged: number;
          rows_updated: number;
          run_after: string;
          started_at: string | null;
          status: Database["public"]["Enums"]["sync_job_status"];
          stream: Database["public"]["Enums"]["sync_stream"];
          trigger: Database["public"]["Enums"]["sync_trigger"];
          waited_seconds: number;
          window_end: string | null;
          window_start: string | null;
        };
        SetofOptions: {
          from: "*";
          to: "sync_jobs";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      resend_invitation: { Args: { invitation: string }; Returns: Json };
      revoke_invitation: {
        Args: { invitation: string };
        Returns: {
          accepted_at: string | null;
          accepted_by: string | null;
          created_at: string;
          created_by: string | null;
          email: string;
          expires_at: string;
          id: string;
          org_id: string;
          revoked_at: string | null;
          role: Database["public"]["Enums"]["org_role"];
        };
        SetofOptions: {
          from: "*";
          to: "invitations";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      sync_job_progress: {
        Args: { job_id: string };
        Returns: {
          range_end: string;
          range_start: string;
          share_read: number;
        }[];
      };
    };
    Enums: {
      account_type: "classic" | "call_center";
      audit_action:
        | "organization.created"
        | "organization.changed"
        | "member.added"
        | "member.role_changed"
        | "member.removed"
        | "invitation.created"
        | "invitation.sent_again"
        | "invitation.revoked"
        | "invitation.accepted"
        | "number.assigned"
        | "number.unassigned"
        | "credentials.saved"
        | "credentials.tested"
        | "credentials.removed"
        | "credentials.key_rotated"
        | "sync.started"
        | "sync.cancelled"
        | "stream.changed"
        | "recording.played"
        | "data.exported";
      call_direction: "inbound" | "outbound" | "internal" | "unknown";
      call_outcome: "answered" | "missed" | "abandoned" | "voicemail" | "no_answer" | "cancelled" | "unknown";
      integration_status: "connected" | "error" | "disconnected";
      org_role: "agent" | "manager" | "admin" | "owner";
      sync_error_class: "config" | "transient";
      sync_job_status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
      sync_stream: "phone_numbers" | "calls" | "sms_messages" | "recordings";
      sync_trigger: "schedule" | "manual" | "backfill";
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
  worker: {
    Tables: {
      [_ in never]: never;
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      claim_sync_job: { Args: { lease_seconds?: number }; Returns: Json };
      complete_sync_job: {
        Args: { job_id: string; lease_token: string; requests: number };
        Returns: undefined;
      };
      credential_key: { Args: { key_version: number }; Returns: string };
      credentials_to_reseal: { Args: { most?: number }; Returns: Json };
      current_credential_key: { Args: Record<PropertyKey, never>; Returns: Json };
      fail_sync_job: {
        Args: {
          class: Database["public"]["Enums"]["sync_error_class"];
          code: string;
          hint: string;
          job_id: string;
          lease_token: string;
          requests: number;
          wait_seconds: number;
        };
        Returns: Database["public"]["Enums"]["sync_job_status"];
      };
      ingest_calls: {
        Args: {
          checkpoint: Json;
          job_id: string;
          lease_seconds?: number;
          lease_token: string;
          requests: number;
          rows: Json;
          slice_end?: string;
          slice_start?: string;
        };
        Returns: Json;
      };
      ingest_messages: {
        Args: {
          checkpoint: Json;
          job_id: string;
          lease_seconds?: number;
          lease_token: string;
          requests: number;
          rows: Json;
        };
        Returns: Json;
      };
      ingest_phone_numbers: {
        Args: { job_id: string; lease_seconds?: number; lease_token: string; requests: number; rows: Json };
        Returns: Json;
      };
      integration_for_admin: { Args: { actor: string; organization: string }; Returns: Json };
      issue_playback_ticket: {
        Args: { actor: string; recording: string; token_hash: string };
        Returns: Json;
      };
      load_access_token: { Args: { integration: string }; Returns: Json };
      note_failed_attempt: {
        Args: {
          actor: string;
          failure_code: string;
          organization: string;
          what: Database["public"]["Enums"]["audit_action"];
        };
        Returns: undefined;
      };
      record_verification: {
        Args: { actor: string; failure_code: string; failure_hint: string; integration: string };
        Returns: Database["public"]["Tables"]["integrations"]["Row"];
        SetofOptions: {
          from: "*";
          to: "integrations";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      redeem_playback_ticket: { Args: { token_hash: string }; Returns: Json };
      release_sync_job: {
        Args: {
          code?: string;
          hint?: string;
          job_id: string;
          lease_token: string;
          requests: number;
          wait_seconds: number;
        };
        Returns: undefined;
      };
      remove_integration: {
        Args: { actor: string; organization: string };
        Returns: Database["public"]["Tables"]["integrations"]["Row"];
        SetofOptions: {
          from: "*";
          to: "integrations";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      report_unreadable_credentials: {
        Args: { code: string; hint: string; integration: string };
        Returns: undefined;
      };
      reseal_credentials: {
        Args: {
          ciphertext: string;
          integration: string;
          iv: string;
          key_version: number;
          previous_ciphertext: string;
        };
        Returns: boolean;
      };
      reserve_requests: {
        Args: { for_history?: boolean; for_person: boolean; integration: string; wanted: number };
        Returns: Json;
      };
      retire_credential_keys: { Args: Record<PropertyKey, never>; Returns: number };
      return_requests: { Args: { integration: string; unused: number }; Returns: undefined };
      save_checkpoint: {
        Args: {
          checkpoint: Json;
          job_id: string;
          lease_seconds?: number;
          lease_token: string;
          requests: number;
        };
        Returns: undefined;
      };
      save_integration: {
        Args: {
          account: Database["public"]["Enums"]["account_type"];
          actor: string;
          ciphertext: string;
          fingerprint: string;
          hint: string;
          integration: string;
          iv: string;
          key_version: number;
          organization: string;
        };
        Returns: Database["public"]["Tables"]["integrations"]["Row"];
        SetofOptions: {
          from: "*";
          to: "integrations";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      save_recording_source: {
        Args: { file_name: string; recording: string; url: string };
        Returns: undefined;
      };
      spend_request_of_account: { Args: { fingerprint: string; provider_name: string }; Returns: boolean };
      store_access_token: {
        Args: {
          ciphertext: string;
          credentials_ciphertext: string;
          expires_at: string;
          integration: string;
          iv: string;
          key_version: number;
        };
        Returns: undefined;
      };
      take_rate_limit: { Args: { actor: string; organization: string; what: string }; Returns: undefined };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  public: {
    Enums: {
      account_type: ["classic", "call_center"],
      audit_action: [
        "organization.created",
        "organization.changed",
        "member.added",
        "member.role_changed",
        "member.removed",
        "invitation.created",
        "invitation.sent_again",
        "invitation.revoked",
        "invitation.accepted",
        "number.assigned",
        "number.unassigned",
        "credentials.saved",
        "credentials.tested",
        "credentials.removed",
        "credentials.key_rotated",
        "sync.started",
        "sync.cancelled",
        "stream.changed",
        "recording.played",
        "data.exported",
      ],
      call_direction: ["inbound", "outbound", "internal", "unknown"],
      call_outcome: ["answered", "missed", "abandoned", "voicemail", "no_answer", "cancelled", "unknown"],
      integration_status: ["connected", "error", "disconnected"],
      org_role: ["agent", "manager", "admin", "owner"],
      sync_error_class: ["config", "transient"],
      sync_job_status: ["queued", "running", "succeeded", "failed", "cancelled"],
      sync_stream: ["phone_numbers", "calls", "sms_messages", "recordings"],
      sync_trigger: ["schedule", "manual", "backfill"],
    },
  },
  worker: {
    Enums: {},
  },
} as const;

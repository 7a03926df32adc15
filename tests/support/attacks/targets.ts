const list = (names: string) => names.trim().split(/\s+/);

/** Schemas that a profile header might open. The last two try to smuggle a second one in. */
export const hiddenSchemas = [
  ...list(`
    private vault net cron auth worker extensions realtime pg_catalog information_schema graphql_public storage
  `),
  "public,private",
  'public", private',
];

/** Tables and views with something in them that nobody may read. */
export const hiddenRelations = list(`
  integration_credentials access_tokens recording_sources invitation_tokens playback_tickets platform_admins
  sync_leases secrets decrypted_secrets http_request_queue _http_response job users sessions refresh_tokens
  one_time_tokens pg_authid pg_settings
`);

/** Functions that would give something away, or act. */
export const hiddenFunctions = list(`
  current_credential_key credential_key redeem_playback_ticket new_invitation_token act_for create_secret http_get
  pg_read_file pg_ls_dir query_to_xml set_config current_setting schedule
`);

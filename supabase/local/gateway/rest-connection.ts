import { createPostgresConnection, PostgresConnection } from "@supabase/lite/postgres";
import type { PostgresServer } from "../postgres/server.ts";
import { asPostgrestError } from "./database-errors.ts";
import { answerTypes, jsonText } from "./json-types.ts";

/** How long a query under way may still take when the stack stops. */
const closeTimeoutSeconds = 1;

type Introspection = Awaited<ReturnType<PostgresConnection["introspect"]>>;

/**
 * Lite's connection, as the platform connects: through `authenticator`, which owns nothing and may only become one of
 * the API's roles. What it cannot see of the catalog is read through another connection and kept until the schema
 * changes.
 */
export class RestConnection extends PostgresConnection {
  readonly #catalog: PostgresConnection;
  #introspection: Promise<Introspection> | undefined;

  constructor(server: PostgresServer) {
    super({
      url: server.url("authenticator"),
      postgresOptions: {
        max: 20,
        onnotice: () => {},
        connection: { application_name: "postgrest" },
        types: { ...jsonText, ...answerTypes },
      },
    });
    this.#catalog = createPostgresConnection({
      url: server.url("supabase_admin"),
      postgresOptions: { max: 1, onnotice: () => {} },
    });
    // Lite would grant everything in every schema with RLS to the API's roles; here the migrations decide that.
    Reflect.set(this, "rlsState", "active");
  }

  /** Forgets the schema at each `notify pgrst`, as PostgREST does. */
  async watchSchema(): Promise<void> {
    await this.#catalog.driver.listen("pgrst", () => {
      this.#introspection = undefined;
    });
  }

  override introspect(): Promise<Introspection> {
    this.#introspection ??= this.#catalog.introspect({ useCache: false });
    return this.#introspection;
  }

  override normalizeDbError(error: unknown): unknown {
    return asPostgrestError(error);
  }

  override async close(): Promise<void> {
    const connections = [this.driver, this.#catalog.driver];
    await Promise.all(connections.map((connection) => connection.end({ timeout: closeTimeoutSeconds })));
  }
}

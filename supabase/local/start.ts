import { seedDemo } from "./demo/seed-demo.ts";
import { startStack } from "./stack.ts";
import { startWeb } from "./web.ts";
import { welcome } from "./welcome.ts";

/* `npm start`: the whole product on this machine, until Ctrl-C. */
let stop: () => Promise<void> = async () => {};
let stopping = false;

async function end(exitCode: number): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  await stop();
  process.exit(exitCode);
}

process.on("SIGINT", () => {
  process.stdout.write("\nStopping…\n");
  end(0);
});
process.on("SIGTERM", () => end(0));

try {
  console.log("Starting VictorySync…");
  const stack = await startStack({
    ephemeral: false,
    withSeed: true,
    onProblem: (message) => console.error(message),
  });
  stop = stack.stop;
  await seedDemo(stack);
  const web = await startWeb(stack);
  stop = async () => {
    await web.stop();
    await stack.stop();
  };
  console.log(welcome(stack, web.url));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

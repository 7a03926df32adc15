import process from "node:process";

// Runs one function in Deno. The stack holds the other end of standard input: when it closes, the stack has ended,
// however that came about, and the function ends with it.
process.stdin.once("end", () => process.exit(0));
process.stdin.resume();
await import(String(process.argv[2]));

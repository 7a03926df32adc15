import { createRandom } from "../accounts/random.ts";

const SAMPLE_RATE = 8000;
const LONGEST_RECORDING_SECONDS = 20;

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

/** A RIFF WAVE file, 16-bit mono: tones that come in syllables and change voice, so that a player has a shape to draw. */
export function createWav(seed: string, seconds: number): Buffer {
  const samples = Math.max(1, Math.round(Math.min(seconds, LONGEST_RECORDING_SECONDS) * SAMPLE_RATE));
  const file = Buffer.alloc(HEADER_BYTES + samples * BYTES_PER_SAMPLE);
  writeHeader(file, samples * BYTES_PER_SAMPLE);
  const random = createRandom("wav", seed);
  const voices = [random.integer(95, 140), random.integer(170, 230)];
  let index = 0;
  let voice = 0;
  while (index < samples) {
    if (random.chance(0.15)) voice = 1 - voice;
    const length = Math.round((random.integer(12, 35) / 100) * SAMPLE_RATE);
    const pitch = (voices[voice] ?? 120) * (0.9 + random.next() * 0.25);
    const loudness = random.chance(0.2) ? 0 : 4000 + random.next() * 8000;
    for (let step = 0; step < length && index < samples; step++, index++) {
      const envelope = Math.sin((Math.PI * step) / length);
      const phase = (2 * Math.PI * pitch * step) / SAMPLE_RATE;
      const tone = (Math.sin(phase) + Math.sin(phase * 2) / 2 + Math.sin(phase * 5) / 4) / 1.75;
      file.writeInt16LE(Math.round(loudness * envelope * tone), HEADER_BYTES + index * BYTES_PER_SAMPLE);
    }
  }
  return file;
}

function writeHeader(file: Buffer, dataBytes: number): void {
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE * BYTES_PER_SAMPLE, 28);
  file.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  file.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(dataBytes, 40);
}

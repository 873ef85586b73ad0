/**
 * Imports and exports a large table and tells time and memory. Not part of the tests:
 * `node --expose-gc tests/run-typescript.cjs tests/files/scale-check.ts [ROWS]`.
 */
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runExport } from '../../src/cli/files/run-export';
import { runImport } from '../../src/cli/files/run-import';
import { openProduct } from '../../src/compose';
import type { Actor } from '../../src/domain/actor';

const ROWS = Number(process.argv[2] ?? 100_000);
const PARTNERS = 200;
const MEMORY_SAMPLE_MS = 500;

const actor: Actor = { kind: 'ADMINISTRATOR', id: 'scale-check' };
const partnerId = (index: number): string => `10000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

function* rows(): Generator<string> {
  yield 'Id,AccountId,FirstName,LastName,Title,Email,Phone,MobilePhone,MailingStreet,MailingCity\n';
  for (let row = 0; row < ROWS; row += 1) {
    const partner = `P${row % PARTNERS}`;
    const cells = [
      `003${row}`,
      partner,
      `Given ${row % 997}`,
      `Family ${row}`,
      'Engineer',
      `p${row}@x.example`,
    ];
    yield `${cells.join(',')},+49 30 ${row},+49 151 ${row},"Street ${row}, 2",Berlin\n`;
  }
}

const main = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-scale-'));
  const file = join(folder, 'contacts.csv');
  await pipeline(Readable.from(rows()), createWriteStream(file));
  const product = await openProduct({
    dataFolder: join(folder, 'data'),
    onFault: (_, fault) => console.error(fault),
  });
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, MEMORY_SAMPLE_MS);
  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<void> => {
    const started = performance.now();
    const startedCpu = process.cpuUsage();
    peak = 0;
    const result = await work();
    const { user, system } = process.cpuUsage(startedCpu);
    const seconds = (performance.now() - started) / 1_000;
    globalThis.gc?.();
    const [peakMb, heapMb] = [peak, process.memoryUsage().heapUsed].map((bytes) => Math.round(bytes / 1e6));
    console.log(
      what,
      `${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processors),`,
      `${Math.round(ROWS / seconds)} rows/s, peak ${peakMb} MB, heap ${heapMb} MB`,
    );
    console.log(JSON.stringify(result));
  };
  try {
    for (let index = 0; index < PARTNERS; index += 1) {
      const command = {
        partnerOrganizationId: partnerId(index),
        name: `Partner ${index}`,
        externalId: `P${index}`,
      };
      await product.liaison.send('registerPartnerOrganization', command, {
        actor,
        idempotencyKey: `partner ${index}`,
      });
    }
    const { liaison } = product;
    const reportFile = join(folder, 'report.jsonl');
    await timed('import ', () => runImport({ liaison, actor, file, reportFile, progress: process.stderr }));
    await timed('again  ', () => runImport({ liaison, actor, file, progress: process.stderr }));
    const output = join(folder, 'export.csv');
    await timed('export ', () => runExport({ liaison, output }));
    console.log(`input ${statSync(file).size} bytes, output ${statSync(output).size} bytes`);
  } finally {
    clearInterval(sampler);
    await product.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

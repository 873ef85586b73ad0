import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { readConfig } from '../../src/cli/config';
import { openOptionsOf } from '../../src/cli/open-options';
import { openProduct, type Product } from '../../src/compose';
import { serveTasks } from '../harness/child';
import { quantile } from '../harness/statistics';

/** The longest an event may take to be seen. */
const VISIBLE_MS_MAX = 30_000;
const ACTOR = { kind: 'SERVICE', id: 'bench' } as const;

let product: Product;

const open = async (environment: Readonly<Record<string, string>>): Promise<void> => {
  product = await openProduct({
    ...openOptionsOf(readConfig(environment)),
    onFault: (name, fault) => {
      process.stderr.write(`${name}: ${String(fault)}\n`);
    },
  });
};

/** How long it takes, from the append on, until the read models show an event, at so many appends a second. */
const round = async ({ ms, perSecond }: { readonly ms: number; readonly perSecond: number }) => {
  const times: number[] = [];
  const waiting: Promise<void>[] = [];
  const begin = performance.now();
  for (let sent = 0; performance.now() - begin < ms; await setTimeout(1)) {
    const due = Math.floor(((performance.now() - begin) / 1_000) * perSecond);
    for (; sent < due; sent += 1) waiting.push(recordAndSee(times));
  }
  await Promise.all(waiting);
  return {
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    perSecond: times.length / ((performance.now() - begin) / 1_000),
  };
};

const recordAndSee = async (times: number[]): Promise<void> => {
  const { log, liaison } = product;
  const [contactId, commandId] = [randomUUID(), randomUUID()];
  const begin = performance.now();
  const recorded = await log.append({
    commandId,
    stream: `contact-${contactId}`,
    expected: 'none',
    events: [
      {
        type: 'ContactRegistered',
        data: { contactId, channels: [] },
        personal: { [contactId]: { name: { given: 'Inés', family: 'Álvarez' }, title: 'Account Executive' } },
      },
    ],
    metadata: {
      effectiveOn: liaison.now().slice(0, 10),
      actor: ACTOR,
      correlationId: commandId,
      command: 'registerContact',
      idempotencyKey: commandId,
      contentDigest: '0'.repeat(64),
      policyVersion: 'bench',
    },
  });
  if (recorded.outcome !== 'appended') throw new Error(`expected an append, got a conflict of ${contactId}`);
  if (!(await liaison.models.reached(recorded.position, VISIBLE_MS_MAX))) {
    throw new Error(`expected the read models to reach ${recorded.position}`);
  }
  times.push(performance.now() - begin);
};

serveTasks({ open, round, close: () => product.close() });

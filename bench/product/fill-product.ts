import { readConfig } from '../../src/cli/config';
import { openOptionsOf } from '../../src/cli/open-options';
import { openProduct } from '../../src/compose';
import { recordTier } from '../data/record-planned';
import { steadyClock } from '../data/steady-clock';
import { TIERS, type TierName } from '../data/tiers';
import { serveTasks } from '../harness/child';

/** The longest the read models may take to reach the end of the log. */
const LEVEL_MS_MAX = 600_000;

/** Which data goes into the store that the environment names. */
export interface Fill {
  readonly environment: Readonly<Record<string, string>>;
  readonly tier: TierName;
}

/** Records the data of a tier in an empty store of any kind, read models included. */
const fill = async ({ environment, tier }: Fill): Promise<number> => {
  const clock = steadyClock();
  const product = await openProduct({
    ...openOptionsOf(readConfig(environment)),
    clock: clock.ms,
    onFault: (_process, fault) => {
      throw fault;
    },
  });
  try {
    const events = await recordTier(product.log, TIERS[tier], clock.iso);
    if (await product.projector.reached(events, LEVEL_MS_MAX)) return events;
    throw new Error(`expected the read models to reach ${events}`);
  } finally {
    await product.close();
  }
};

serveTasks({ fill });

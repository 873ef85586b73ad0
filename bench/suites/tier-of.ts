import type { TierName } from '../data/tiers';
import type { Mode, Setting } from '../harness/suite';

const TIER: Readonly<Record<Mode, TierName>> = { tiny: 'tiny', quick: 'S', full: 'M' };

/** How much data a server has that is measured in this setting. */
export const tierOf = ({ mode, large, tier }: Setting): TierName =>
  tier ?? (mode === 'full' && large ? 'L' : TIER[mode]);

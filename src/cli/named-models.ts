import { projections } from '../../projections';
import type { AnyProjection } from '../../projections/projection';

/** The read model of this name, or all of them. */
export const modelsNamed = (name: string): readonly AnyProjection[] =>
  projections.filter((projection) => name === 'all' || projection.name === name);

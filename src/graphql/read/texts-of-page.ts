import { isRemembered } from '../../../projections/read-models';
import { KeptTexts, textsOf } from '../execution/kept-texts';

interface TextsOfPage {
  readonly texts: KeptTexts;
  /** Those of its nodes, in their order; undefined for one that keeps none. */
  readonly ofNodes: readonly (KeptTexts | undefined)[];
}

const KNOWN = new WeakMap<object, TextsOfPage>();

/**
 * What was written of a page of rows as these nodes, which are what somebody is shown of it: the same for whoever is
 * shown the same ones. A page that is remembered at all is remembered until its model changes.
 */
export const textsOfPage = (page: object, nodes: readonly unknown[]): KeptTexts | undefined => {
  if (!isRemembered(page)) return undefined;
  const known = KNOWN.get(page);
  const ofNodes = nodes.map(textsOf);
  if (known !== undefined && isSame(known.ofNodes, ofNodes)) return known.texts;
  const texts = new KeptTexts();
  KNOWN.set(page, { texts, ofNodes });
  return texts;
};

const isSame = (known: TextsOfPage['ofNodes'], ofNodes: TextsOfPage['ofNodes']): boolean =>
  known.length === ofNodes.length &&
  ofNodes.every((texts, index) => texts !== undefined && texts === known[index]);

// Collects the cards that the features bring (src/features/<slice>/today.tsx), each with its words and its code.
import { type ComponentType, lazy } from 'react';
import { ensureMessages } from '../../shared/i18n/catalogue';
import type { TodayCard } from '../../shared/routing/todayCard';

const bySlice = import.meta.glob<TodayCard>('../*/today.tsx', { eager: true, import: 'default' });

interface LoadedCard extends TodayCard {
  Content: ComponentType;
}

export const cards: LoadedCard[] = Object.values(bySlice)
  .sort((a, b) => a.order - b.order)
  .map((card) => ({
    ...card,
    Content: lazy(async () => {
      const [content] = await Promise.all([card.load(), ensureMessages(card.slice)]);
      return content;
    }),
  }));

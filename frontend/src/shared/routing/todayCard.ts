// What a feature puts on the Today page: one card, shown to those who may see it.
import type { ComponentType } from 'react';

export interface TodayCard {
  /** The feature's folder, whose messages the card needs. */
  slice: string;
  permission?: string;
  /** Lower stands first; things that wait for the person before things to know. */
  order: number;
  load: () => Promise<{ default: ComponentType }>;
}

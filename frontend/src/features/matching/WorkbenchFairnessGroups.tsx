// The fairness of a round by setting, career stage or region, the worst served group first; each figure stands in the table.
import { useState } from 'react';
import type { CareerStage, FairnessOfClass, RoundFairness, Setting } from '../../gen';
import { BarRow } from '../../shared/charts/BarRow';
import chart from '../../shared/charts/Chart.module.css';
import { ChartFrame } from '../../shared/charts/ChartFrame';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Stack } from '../../shared/ui/Stack';
import { ViewChoice } from '../../shared/ui/ViewChoice';

const GROUPS = ['setting', 'career_stage', 'region'] as const;
type Group = (typeof GROUPS)[number];
const COLUMNS = [
  'people',
  'unmatched',
  'worst',
  'p10',
  'p25',
  'p50',
  'p75',
  'p90',
  'mean',
  'gini',
] as const;

export function WorkbenchFairnessGroups({ fairness }: { fairness: RoundFairness }) {
  const t = useT();
  const { number } = useNumbers();
  const [group, setGroup] = useState<Group>('setting');
  const classes = fairness[`by_${group}`];
  const name = (each: FairnessOfClass) => {
    if (group === 'setting') return t(`setting.${each.class as Setting}`);
    if (group === 'career_stage') return t(`matching.stage.${each.class as CareerStage}`);
    return each.name;
  };
  const most = Math.max(1, ...classes.map(({ figures }) => figures.mean));
  const ordered = [...classes].sort((a, b) => a.figures.mean - b.figures.mean);
  const [least] = ordered;
  const best = ordered.at(-1);
  const rows = ordered.map((each) => ({ ...each, label: name(each) }));
  return (
    <Stack>
      <ViewChoice
        label={t('matching.workbench.fairness.by')}
        value={group}
        options={GROUPS.map((value) => ({
          value,
          label: t(`matching.workbench.fairness.by_${value}`),
        }))}
        onChange={setGroup}
      />
      <ChartFrame
        title={t(`matching.workbench.fairness.chart_${group}`)}
        summary={
          least && best && rows.length > 1
            ? t('matching.workbench.fairness.chart_summary', {
                low: name(least),
                least: number(least.figures.mean, 1),
                high: name(best),
                most: number(best.figures.mean, 1),
              })
            : t('matching.workbench.fairness.chart_one')
        }
        table={{
          headers: [
            t(`matching.workbench.fairness.by_${group}`),
            ...COLUMNS.map((column) => t(`matching.workbench.fairness.column.${column}`)),
          ],
          rows: rows.map(({ label, figures }) => [
            label,
            number(figures.people),
            number(figures.unmatched),
            figures.worst_served === null ? '—' : number(figures.worst_served),
            ...figures.quantiles.map((each) => number(each)),
            number(figures.mean, 1),
            number(figures.gini, 3),
          ]),
        }}
      >
        <ul className={chart.rows}>
          {rows.map(({ class: code, label, figures }) => (
            <BarRow
              key={code}
              label={label}
              figure={number(figures.mean, 1)}
              note={t('matching.workbench.fairness.group_note', {
                people: figures.people,
                unmatched: figures.unmatched,
                worst: figures.worst_served === null ? '—' : number(figures.worst_served),
              })}
              share={figures.mean / most}
            />
          ))}
        </ul>
      </ChartFrame>
    </Stack>
  );
}

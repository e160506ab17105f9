// The indicators of an objective: what each figure is now, what it should be, and how it went.
import type { MeasuredIndicatorView } from '../../gen';
import { Sparkline } from '../../shared/charts/Sparkline';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Stack } from '../../shared/ui/Stack';
import { useFigureValue } from './figures';
import styles from './IndicatorList.module.css';
import { IndicatorStateBadge, useIndicatorTitle, useTargetWords } from './indicatorWords';

interface IndicatorListProps {
  indicators: MeasuredIndicatorView[];
  /** Why the plan cannot be changed. */
  off: string | undefined;
  onEdit: (indicator: MeasuredIndicatorView) => void;
  onRemove: (indicator: MeasuredIndicatorView) => void;
}

export function IndicatorList({ indicators, ...props }: IndicatorListProps) {
  const t = useT();
  return (
    <div>
      <h3 className={styles.heading}>{t('network.indicators.title')}</h3>
      <ul className={styles.list}>
        {indicators.map((indicator) => (
          <li key={indicator.id}>
            <Indicator indicator={indicator} {...props} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface IndicatorProps extends Omit<IndicatorListProps, 'indicators'> {
  indicator: MeasuredIndicatorView;
}

function Indicator({ indicator, off, onEdit, onRemove }: IndicatorProps) {
  const t = useT();
  const dates = useDates();
  const write = useFigureValue();
  const title = useIndicatorTitle()(indicator);
  const target = useTargetWords()(indicator);
  const { unit, value, numerator, denominator, history } = indicator;
  const points = history.map((each) => ({ on: each.observed_on, value: each.value }));
  return (
    <div className={styles.indicator}>
      <div className={styles.now}>
        <h4 className={styles.title}>{title}</h4>
        <p className={styles.value}>
          {value === null ? t('network.indicators.not_measured') : write(unit, value)}
        </p>
        <p className={styles.facts}>
          {indicator.missing && t(`network.indicators.missing.${indicator.missing}`)}
          {denominator !== null &&
            numerator !== null &&
            t('network.indicators.of', { part: numerator, whole: denominator })}
        </p>
        <p className={styles.facts}>
          {target}
          {indicator.baseline !== null &&
            ` ${t('network.indicators.began_at', { value: write(unit, indicator.baseline) })}`}
        </p>
        <Stack row gap="s">
          <IndicatorStateBadge state={indicator.state} />
          <span className={styles.facts}>
            {t('network.indicators.as_of', { time: dates.dateTime(indicator.computed_at) })}
          </span>
        </Stack>
        {off === undefined && (
          <Stack row gap="s">
            <Button small onPress={() => onEdit(indicator)} labelSuffix={`: ${title}`}>
              {t('network.indicators.edit')}
            </Button>
            <Button
              small
              tone="quiet"
              onPress={() => onRemove(indicator)}
              labelSuffix={`: ${title}`}
            >
              {t('network.indicators.remove')}
            </Button>
          </Stack>
        )}
      </div>
      {points.length > 0 ? (
        <Sparkline
          title={t('network.indicators.history', { title })}
          points={points}
          target={indicator.target}
          format={(each) => write(unit, each)}
        />
      ) : (
        <p className={styles.facts}>{t('network.indicators.no_history')}</p>
      )}
    </div>
  );
}

// Binds a figure of the live network to an objective, or changes what is wanted of it.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import {
  createIndicator,
  type MeasuredIndicatorView,
  type ObjectiveView,
  type PlanFigureView,
  updateIndicator,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { ApiProblem } from '../../shared/api/problem';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { asValue, asWritten, figuresQuery } from './figures';
import { planKey } from './governance';

const NUMBER = /^\s*\d+([.,]\d+)?\s*$/;
const DIRECTIONS = ['at_least', 'at_most'] as const;
const schema = z.object({
  figure: z.string().check(z.minLength(1)),
  title: z.string().check(z.maxLength(200)),
  baseline: z.union([z.literal(''), z.string().check(z.regex(NUMBER))]),
  target: z.string().check(z.minLength(1), z.regex(NUMBER)),
  direction: z.enum(DIRECTIONS),
  due_on: z.string().check(z.minLength(1)),
});

interface IndicatorDialogProps {
  objective: ObjectiveView;
  indicator: MeasuredIndicatorView | undefined;
  onClose: () => void;
}

export default function IndicatorDialog({ objective, indicator, onClose }: IndicatorDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const figures = useSuspenseQuery(figuresQuery).data;
  const unitOf = (key: string) => figures.find((figure) => figure.key === key)?.unit ?? 'count';
  const form = useAppForm({
    schema,
    defaults: {
      figure: indicator?.figure ?? '',
      title: indicator?.title ?? '',
      baseline: indicator ? asWritten(indicator.unit, indicator.baseline) : '',
      target: indicator ? asWritten(indicator.unit, indicator.target) : '',
      direction: indicator?.direction ?? 'at_least',
      due_on: indicator?.due_on ?? '',
    },
    submit: async ({ figure, title, baseline, target, ...rest }) => {
      const unit = unitOf(figure);
      const beyond = Object.entries({ target, baseline })
        .filter(([, written]) => unit === 'share' && asValue(unit, written) > 1)
        .map(([name]) => ({ pointer: `/${name}`, code: 'percent', detail: '' }));
      if (beyond.length > 0) throw new ApiProblem({ errors: beyond }, 422);
      const body = {
        ...rest,
        title: title.trim() || null,
        baseline: baseline === '' ? null : asValue(unit, baseline),
        target: asValue(unit, target),
      };
      if (indicator) {
        await updateIndicator({
          path: { id: indicator.id },
          body,
          headers: ifVersion(indicator),
        });
      } else {
        const key = figure as PlanFigureView['key'];
        await createIndicator({ path: { id: objective.id }, body: { ...body, figure: key } });
      }
      await queries.invalidateQueries({ queryKey: planKey });
      const name = body.title ?? t(`network.figure.${figure}`);
      notify({ tone: 'done', text: t('network.plan.saved', { title: name }) });
      onClose();
    },
  });
  const chosen = useWatch({ control: form.form.control, name: 'figure' });
  const inPercent = unitOf(chosen) === 'share';
  return (
    <Dialog
      title={t(indicator ? 'network.indicators.edit_title' : 'network.indicators.add')}
      open
      onClose={onClose}
    >
      <p>{t('network.plan.for_objective', { title: objective.title })}</p>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        {indicator ? (
          <p>
            <strong>{t(`network.figure.${indicator.figure}`)}</strong>
            <br />
            {t(`network.figure_about.${indicator.figure}`)}
          </p>
        ) : (
          <Select
            name="figure"
            label={t('network.indicators.figure')}
            description={
              chosen ? t(`network.figure_about.${chosen}`) : t('network.indicators.figure_help')
            }
            options={figures.map(({ key }) => ({ value: key, label: t(`network.figure.${key}`) }))}
          />
        )}
        <TextField
          name="title"
          required={false}
          label={t('network.indicators.own_title')}
          description={t('network.indicators.own_title_help')}
        />
        <RadioGroup
          name="direction"
          label={t('network.indicators.direction')}
          options={DIRECTIONS.map((value) => ({
            value,
            label: t(`network.indicators.direction.${value}`),
          }))}
        />
        <TextField
          name="target"
          inputMode="decimal"
          label={t(inPercent ? 'network.indicators.target_percent' : 'network.indicators.target')}
        />
        <TextField
          name="baseline"
          required={false}
          inputMode="decimal"
          label={t(
            inPercent ? 'network.indicators.baseline_percent' : 'network.indicators.baseline',
          )}
          description={t('network.indicators.baseline_help')}
        />
        <DateField name="due_on" label={t('network.indicators.due_on')} />
      </AppForm>
    </Dialog>
  );
}

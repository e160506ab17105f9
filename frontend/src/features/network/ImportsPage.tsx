// Importing institutions: choose a file, let it be checked without changing anything, then import it.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportView } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { FileChoice } from '../../shared/files/FileChoice';
import { saveSheet } from '../../shared/files/saveFile';
import { Choice } from '../../shared/form/Choice';
import { ChoiceGroup } from '../../shared/form/ChoiceGroup';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stepper } from '../../shared/ui/Stepper';
import { ImportOutcome } from './ImportOutcome';
import { FORMATS, type Format, formatWord, startImport } from './importing';
import { INSTITUTION_COLUMNS, institutionTemplate } from './sheets';

export default function ImportsPage() {
  const t = useT();
  const { number } = useNumbers();
  const [format, setFormat] = useState<Format>('imls-pls');
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState<ImportView | null>(null);
  const [ended, setEnded] = useState<ImportView | null>(null);
  const check = useMutation({ mutationFn: (of: File) => startImport(of, format, true) });
  const real = useMutation({ mutationFn: (of: File) => startImport(of, format, false) });
  const startAgain = () => {
    setFile(null);
    setChecked(null);
    setEnded(null);
    check.reset();
    real.reset();
  };
  const step = ended ? 'done' : real.data ? 'import' : check.data ? 'check' : 'choose';
  const nothing =
    checked?.unchanged === 0 ? 'network.imports.no_row' : 'network.imports.nothing_to_do';
  const changes = checked ? checked.created + checked.updated : 0;
  return (
    <>
      <PageHeader title={t('network.imports.title')} lead={t('network.imports.lead')} />
      <Stack gap="l">
        <Stepper
          label={t('network.imports.steps')}
          current={step}
          steps={['choose', 'check', 'import', 'done'].map((id) => ({
            id,
            label: t(`network.imports.step.${id}`),
          }))}
        />
        {!check.data && (
          <Card title={t('network.imports.step.choose')}>
            <Stack>
              <ChoiceGroup
                label={t('network.imports.format')}
                required
                error={undefined}
                role="radiogroup"
                stacked
              >
                {FORMATS.map((each) => (
                  <Choice
                    key={each}
                    type="radio"
                    name="import-format"
                    value={each}
                    checked={each === format}
                    disabled={false}
                    invalid={false}
                    onBlur={() => undefined}
                    onChange={() => {
                      setFormat(each);
                      check.reset();
                    }}
                  >
                    {t(`network.imports.format_${formatWord(each)}`)}
                  </Choice>
                ))}
              </ChoiceGroup>
              {format === 'institutions' && <Columns />}
              <FileChoice
                file={file}
                help={t(`network.imports.help_${formatWord(format)}`)}
                onChoose={setFile}
              />
              {check.error && (
                <ErrorState error={check.error} focusOnMount>
                  <Complaints error={check.error} />
                </ErrorState>
              )}
              <div>
                <Button
                  tone="primary"
                  pending={check.isPending}
                  disabledReason={file ? undefined : t('network.imports.no_file')}
                  onPress={() => file && check.mutate(file)}
                >
                  {t('network.imports.check')}
                </Button>
              </div>
            </Stack>
          </Card>
        )}
        {check.data && !real.data && (
          <Card
            title={t('network.imports.step.check')}
            aside={file?.name}
            footer={
              <>
                {checked && (
                  <Button
                    tone="primary"
                    pending={real.isPending}
                    disabledReason={changes === 0 ? t(nothing) : undefined}
                    onPress={() => file && real.mutate(file)}
                  >
                    {t('network.imports.import_rows', { count: changes })}
                  </Button>
                )}
                <Button onPress={startAgain}>{t('network.imports.other_file')}</Button>
              </>
            }
          >
            <Stack>
              <ImportOutcome
                id={check.data.id}
                jobId={check.data.job_id ?? null}
                label={t('network.imports.checking', { kb: number((file?.size ?? 0) / 1024, 0) })}
                onSuccess={setChecked}
              />
              {real.error && <ErrorState error={real.error} focusOnMount />}
            </Stack>
          </Card>
        )}
        {real.data && (
          <Card
            title={t(ended ? 'network.imports.step.done' : 'network.imports.step.import')}
            aside={file?.name}
            footer={
              ended && (
                <>
                  <ButtonLink to="/institutions" tone="primary">
                    {t('network.imports.see')}
                  </ButtonLink>
                  <Button onPress={startAgain}>{t('network.imports.other_file')}</Button>
                </>
              )
            }
          >
            <ImportOutcome
              id={real.data.id}
              jobId={real.data.job_id ?? null}
              label={t('network.imports.importing')}
              onSuccess={setEnded}
            />
          </Card>
        )}
      </Stack>
    </>
  );
}

function Columns() {
  const t = useT();
  return (
    <Stack gap="s">
      <p>{t('network.imports.columns', { columns: INSTITUTION_COLUMNS.join(', ') })}</p>
      <p>{t('network.imports.columns_rules')}</p>
      <div>
        <Button onPress={() => saveSheet('institutions.csv', institutionTemplate())}>
          {t('network.imports.template')}
        </Button>
      </div>
    </Stack>
  );
}

/** What is wrong with the first line, column by column. */
function Complaints({ error }: { error: unknown }) {
  if (!(error instanceof ApiProblem) || error.fields.length < 2) return null;
  return (
    <ul>
      {error.fields.map(({ pointer, code, detail }) => (
        <li key={`${pointer} ${code}`}>{detail}</li>
      ))}
    </ul>
  );
}

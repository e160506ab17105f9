// Which preset of regions is in force, and the choice of another while the network is empty.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { choosePreset, type Preset, type PresetList } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Stack } from '../../shared/ui/Stack';
import { networkChanged } from './changing';

export function PresetCard({ presets }: { presets: PresetList }) {
  const t = useT();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Preset | null>(null);
  const inUse = presets.hindrance ? t('network.preset.in_use') : undefined;
  return (
    <Card
      title={t('network.preset.title')}
      aside={presets.current ? t(`network.preset.${presets.current}`) : t('network.preset.own')}
    >
      <Stack>
        <p>{inUse ?? t('network.preset.lead')}</p>
        {!inUse && (
          <Stack row gap="s">
            {presets.items
              .filter(({ preset }) => preset !== presets.current)
              .map(({ preset }) => (
                <Button key={preset} onPress={() => setAsked(preset)}>
                  {t('network.preset.choose', { preset: t(`network.preset.${preset}`) })}
                </Button>
              ))}
          </Stack>
        )}
      </Stack>
      <ConfirmDialog
        title={t('network.preset.confirm')}
        loses={<p>{t('network.preset.loses')}</p>}
        confirmLabel={t('network.preset.replace')}
        open={asked !== null}
        onClose={() => setAsked(null)}
        onConfirm={async () => {
          if (asked) await choosePreset({ body: { preset: asked } });
          await Promise.all([
            networkChanged(queries),
            queries.invalidateQueries({ queryKey: ['presets'] }),
          ]);
        }}
      />
    </Card>
  );
}

import { t } from "../texts";
import { View } from "../ui/View";

export function Home() {
  return (
    <View title={t.me.title} lead={t.me.lead}>
      <div className="card pad" />
    </View>
  );
}

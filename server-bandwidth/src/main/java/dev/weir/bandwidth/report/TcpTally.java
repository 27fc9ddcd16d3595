package dev.weir.bandwidth.report;

/** What the kernel says of one TCP sender, gathered over a test. */
final class TcpTally {

  private long countedFrom;
  private long retransmits;
  private long reordering;
  private long maxCongestionWindow;
  private long maxSendWindow;
  private long maxRtt;
  private long minRtt;
  private long sumRtt;
  private long samples;

  void omit(TcpSample sample) {
    countedFrom = sample.retransmits();
    retransmits = 0;
  }

  TcpSample interval(TcpSample sample) {
    long again = sample.retransmits() - countedFrom;
    countedFrom = sample.retransmits();
    retransmits += again;
    remember(sample);
    return new TcpSample(
        again,
        sample.congestionWindow(),
        sample.sendWindow(),
        sample.rtt(),
        sample.rttVariation(),
        sample.pathMtu(),
        sample.reordering());
  }

  private void remember(TcpSample sample) {
    reordering = sample.reordering();
    maxCongestionWindow = Math.max(maxCongestionWindow, sample.congestionWindow());
    maxSendWindow = Math.max(maxSendWindow, sample.sendWindow());
    maxRtt = Math.max(maxRtt, sample.rtt());
    minRtt = minRtt == 0 ? sample.rtt() : Math.min(minRtt, sample.rtt());
    sumRtt += sample.rtt();
    samples++;
  }

  long retransmits() {
    return retransmits;
  }

  TcpTotals totals(long sentAgain) {
    return new TcpTotals(
        sentAgain,
        reordering,
        maxCongestionWindow,
        maxSendWindow,
        maxRtt,
        minRtt,
        samples == 0 ? 0 : sumRtt / samples);
  }
}

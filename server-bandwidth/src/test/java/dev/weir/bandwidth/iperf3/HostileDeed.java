package dev.weir.bandwidth.iperf3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What a client does that means harm, or is broken; by chance, each time another way. */
enum HostileDeed {
  /** Anything instead of a name, a name's beginning among it. */
  NOISE {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      client.send(noise(random, 100));
    }
  },
  /** A name, then anything. */
  NAMED_NOISE {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      client.greet().send(noise(random, 3000));
    }
  },
  /** A length that is not that of what follows. */
  LENGTH {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      int[] odd = {0, -1, 1, 8192, 8193, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt()};
      client.greet().send(number(odd[random.nextInt(odd.length)])).send(noise(random, 9000));
    }
  },
  /** Parameters that are not quite right, or too much so. */
  PARAMETERS {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      String mutated = HostileText.parameters(random);
      client.greet().document(mutated);
      follow(client, random);
    }
  },
  /** Right parameters that end anywhere. */
  CUT_PARAMETERS {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      byte[] text = HostileText.right(random).getBytes(StandardCharsets.UTF_8);
      byte[] cut = new byte[random.nextInt(text.length)];
      System.arraycopy(text, 0, cut, 0, cut.length);
      client.greet().send(number(text.length)).send(cut);
    }
  },
  /** One byte a segment. */
  BYTE_BY_BYTE {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      byte[] text = HostileText.parameters(random).getBytes(StandardCharsets.UTF_8);
      client.greet().send(number(text.length));
      for (int i = 0; i < Math.min(text.length, 40); i++) {
        client.send(new byte[] {text[i]});
      }
    }
  },
  /** States where none may come, or others. */
  STATES {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      client.agree(HostileText.right(random));
      follow(client, random);
    }
  },
  /** Data connections of another's name, or more of them than wanted, or with data at once. */
  STREAMS {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      client.agree(HostileText.right(random));
      for (int i = random.nextInt(4); i >= 0; i--) {
        OutputStream out = client.stream().getOutputStream();
        out.write(noise(random, 3000));
      }
      try (Socket other = client.connect()) {
        other.getOutputStream().write(noise(random, 60));
        client.send(noise(random, 5));
      }
    }
  },
  /** Datagrams of odd sizes from odd addresses while flows are opened. */
  FLOWS {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      client.agree("{\"udp\":true,\"reverse\":" + random.nextBoolean() + ",\"bandwidth\":100000}");
      for (int i = random.nextInt(4); i >= 0; i--) {
        datagrams(client, random);
      }
      follow(client, random);
    }
  },
  /** The same to a port where nobody waits for them. */
  DATAGRAMS {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      datagrams(client, random);
    }
  },
  /** A test that runs, then anything. */
  RUN {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      client.run("{\"reverse\":" + random.nextBoolean() + "}");
      client.lastStream().getOutputStream().write(noise(random, 30_000));
      follow(client, random);
    }
  },
  /** A whole test with results of its own kind. */
  RESULTS {
    @Override
    void commit(RawClient client, Random random) throws IOException {
      client.run("{}").send(State.TEST_END).expect(State.EXCHANGE_RESULTS);
      client.document(HostileText.results(random));
      follow(client, random);
    }
  };

  abstract void commit(RawClient client, Random random) throws IOException;

  private static byte[] noise(Random random, int most) {
    byte[] noise = new byte[random.nextInt(most)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  /** Some states, real ones and others. */
  private static void follow(RawClient client, Random random) throws IOException {
    State[] real = State.values();
    for (int i = random.nextInt(5); i > 0; i--) {
      byte any = (byte) random.nextInt(256);
      client.send(
          new byte[] {random.nextBoolean() ? real[random.nextInt(real.length)].code() : any});
    }
  }

  private static void datagrams(RawClient client, Random random) throws IOException {
    byte[] hello = "9876".getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = random.nextBoolean() ? hello : noise(random, 1600);
    InetAddress from =
        random.nextBoolean()
            ? client.control().getLocalAddress()
            : InetAddress.getByAddress(new byte[] {127, 3, 0, (byte) (1 + random.nextInt(200))});
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
      socket.send(new DatagramPacket(bytes, bytes.length, client.server()));
    }
  }
}

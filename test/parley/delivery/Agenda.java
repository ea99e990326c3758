package parley.delivery;

import java.util.Arrays;

/// What is going to happen when, in a simulation: a binary heap of times, each with a number that
/// says what. A million of them cost little.
final class Agenda {
    private long[] times = new long[1 << 10];
    private long[] numbers = new long[1 << 10];
    private int size;

    void add(long time, long number) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        int place = size++;
        while (place > 0 && time < times[(place - 1) / 2]) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        put(place, time, number);
    }

    /// When the next one is.
    long time() {
        return times[0];
    }

    /// Takes the next one out.
    long remove() {
        long number = numbers[0];
        size--;
        long time = times[size];
        int place = 0;
        int child = earlierChild(place);
        while (child < size && times[child] < time) {
            move(child, place);
            place = child;
            child = earlierChild(place);
        }
        put(place, time, numbers[size]);
        return number;
    }

    private int earlierChild(int place) {
        int child = 2 * place + 1;
        return child + 1 < size && times[child + 1] < times[child] ? child + 1 : child;
    }

    private void move(int from, int to) {
        put(to, times[from], numbers[from]);
    }

    private void put(int place, long time, long number) {
        times[place] = time;
        numbers[place] = number;
    }
}

package dev.interlace.model.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against values that mpmath 1.3 computed with 300 bits and rounded once. */
class TrigonometryTest {
  @Test
  void sines_are_rounded_to_the_nearest() {
    assertThat(Trigonometry.sin(0.5)).isEqualTo(0x1.eaee8744b05f0p-2);
    assertThat(Trigonometry.sin(-Math.PI)).isEqualTo(-0x1.1a62633145c07p-53);
    assertThat(Trigonometry.sin(2.9)).isEqualTo(0x1.e9fb8d64830e3p-3);
    assertThat(Trigonometry.sin(1e-9)).isEqualTo(0x1.12e0be826d695p-30);
    assertThat(Trigonometry.sin(-0.75)).isEqualTo(-0x1.5cffc16bf8f0dp-1);
  }

  @Test
  void cosines_are_rounded_to_the_nearest() {
    assertThat(Trigonometry.cos(0.5)).isEqualTo(0x1.c1528065b7d50p-1);
    assertThat(Trigonometry.cos(Math.PI / 2)).isEqualTo(0x1.1a62633145c07p-54);
    assertThat(Trigonometry.cos(2.9)).isEqualTo(-0x1.f1216dba340c9p-1);
    assertThat(Trigonometry.cos(-Math.PI)).isEqualTo(-1);
    assertThat(Trigonometry.cos(0.001)).isEqualTo(0x1.ffffef390876cp-1);
  }

  @Test
  void arc_sines_are_rounded_to_the_nearest() {
    assertThat(Trigonometry.asin(0.5)).isEqualTo(0x1.0c152382d7366p-1);
    assertThat(Trigonometry.asin(-0.75)).isEqualTo(-0x1.b235315c680dcp-1);
    assertThat(Trigonometry.asin(0.9999999)).isEqualTo(0x1.920266447a7fap+0);
    assertThat(Trigonometry.asin(0.001)).isEqualTo(0x1.0624e00c1cb16p-10);
    assertThat(Trigonometry.asin(1)).isEqualTo(Math.PI / 2);
  }

  @Test
  void zero_keeps_its_sign_and_what_has_no_arc_sine_gets_none() {
    assertThat(1 / Trigonometry.sin(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Trigonometry.asin(1.1)).isNaN();
    assertThat(Trigonometry.cos(Double.POSITIVE_INFINITY)).isNaN();
  }
}

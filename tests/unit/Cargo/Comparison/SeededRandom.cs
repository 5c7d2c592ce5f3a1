using CsCheck;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>Random choices that depend only on the seed.</summary>
internal sealed class SeededRandom(uint seed)
{
    private readonly PCG _source = new(1, seed);

    public int Below(int count) => Gen.Int[0, count - 1].Generate(_source, null, out _);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}

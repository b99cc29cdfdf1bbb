package io.grapevine.benchmark.figure;

import java.util.List;

/**
 * Everything a run found.
 *
 * @param remarks what a reader must know to judge the figures, such as a machine that was not quiet
 */
public record Report(List<Figure> figures, List<Complaint> complaints, List<String> remarks) {

    public Report {
        figures = List.copyOf(figures);
        complaints = List.copyOf(complaints);
        remarks = List.copyOf(remarks);
    }

    /** A run that measured nothing has not passed either. */
    public boolean passed() {
        return complaints.isEmpty()
                && !figures.isEmpty()
                && figures.stream().noneMatch(figure -> figure.verdict() == Figure.Verdict.MISSED);
    }
}
